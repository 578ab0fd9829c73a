"""The closed lists of words that facts are told in (specification 3.1 to 3.6, 3.11)."""

from typing import Literal

Goal = Literal[
    "stop_removal",
    "reopen_removal_order",
    "qualify_for_relief",
    "naturalize",
    "renew_green_card",
    "travel",
    "state_only",
]

Vehicle = Literal[
    "PC1473_7_A1",
    "PC1473_7_A2",
    "PC1473_7_A3",
    "PC1016_5",
    "HABEAS",
    "PC1018",
    "PC1203_43",
    "PC1203_4",
    "PC1203_4A",
    "PC1203_4B",
    "PC1203_41",
    "PC1203_42",
    "PC1203_49",
    "PC17B",
    "PC17D",
    "PC18_5",
    "PROP47",
    "PROP64",
    "PC236_14",
    "PC236_15",
    "PC1170_9",
    "PC1172_1",
    "SENT_MOD",
    "NUNC",
    "PC1172_6",
    "PC851_91",
]

WarningCode = Literal[
    "W-IMM-EXPUNGE",
    "W-IMM-SENT",
    "W-IMM-REDESIG",
    "W-ORDER-REASON",
    "W-REVIVE",
    "W-DISCLOSE",
    "W-TRAVEL",
    "W-RECORD-FIRST",
    "W-IAC-NOTICE",
    "W-PRIV",
    "W-UPL",
    "W-CUSTODY",
    "W-DEADLINE",
    "W-DHS-DETAINED",
]

CounselRole = Literal["retained", "pro_bono", "public_defender", "appointed", "limited_scope"]
Agency = Literal["district_attorney", "city_attorney", "attorney_general"]
Pronoun = Literal["he", "she", "they", "none"]
ContactConstraint = Literal["safe_to_write", "DV_shelter", "detained"]

ServiceMethod = Literal[
    "personal",
    "mail",
    "mail_other_state",
    "mail_safe_at_home",
    "mail_outside_us",
    "overnight",
    "fax",
    "electronic",
    "drop_box",
]
ServiceParty = Literal[
    "prosecuting_agency", "prior_counsel", "employing_agency", "arresting_agency"
]
Deposit = Literal["usps", "office_mail_drop"]

ConsentGroup = Literal[
    "client",
    "imm",
    "eq",
    "prior_counsel",
    "defects",
    "prejudice",
    "diligence",
    "alternatives",
    "innocence",
    "rja",
    "survivor",
    "all",
]

StatusAtPlea = Literal[
    "lpr",
    "asylee",
    "refugee",
    "tps",
    "daca",
    "student",
    "temporary_visa",
    "undocumented",
    "visa_pending",
    "us_citizen_derivative_possible",
]
ImmigrationStatus = Literal[StatusAtPlea, "us_citizen", "removed"]
Proceedings = Literal[
    "none",
    "pending_ij",
    "bia_appeal",
    "final_order",
    "petition_for_review",
    "motion_to_reopen",
]

ChargingDocument = Literal["complaint", "information", "indictment", "amended"]
PleaType = Literal[
    "guilty",
    "no_contest",
    "not_guilty_court_trial",
    "not_guilty_jury",
    "admission_probation_violation",
    "deferred_entry",
    "diversion_no_plea",
]
ConvictionBy = Literal["plea", "court_trial", "jury_trial", "none"]
Disposition = Literal[
    "probation_iss",
    "probation_ess",
    "jail_1170h_a",
    "jail_1170h_b",
    "prison",
    "county_jail",
    "fine_only",
    "dej",
    "diversion",
    "acquitted",
    "dismissed",
    "dismissed_no_plea",
    "not_filed",
    "time_served",
]
Custody = Literal["none", "jail", "prison", "probation", "parole", "prcs", "mandatory_supervision"]
Level = Literal["felony", "misdemeanor", "infraction"]
Jurisdiction = Literal["california", "other_state", "federal"]

Advisal = Literal["full", "partial", "none"]
MissingAdvisal = Literal["deportation", "exclusion", "denial_of_naturalization"]
RecordSearch = Literal["not_started", "in_progress", "found", "none_found"]
PriorCounselType = Literal["PD", "retained", "appointed"]

Theory = Literal[
    "no_advice",
    "equivocal_advice",
    "affirmative_misadvice",
    "no_investigation",
    "no_defense_against",
    "own_error",
    "language_error",
    "advisement_insufficient",
    "court_or_da_misadvice",
    "missed_offer",
]
Source = Literal["client", "file", "transcript"]
