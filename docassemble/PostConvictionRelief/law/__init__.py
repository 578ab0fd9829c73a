"""What may be asked for, with which papers, and what stands in the way?"""

from .obstacles import Obstacle, obstacles
from .relief import Dismissal, Relief, Timeliness, chosen_vehicles, relief_for
from .vehicles import PaperRule, VehicleRule, vehicle_rules

__all__ = [
    "Dismissal",
    "Obstacle",
    "PaperRule",
    "Relief",
    "Timeliness",
    "VehicleRule",
    "chosen_vehicles",
    "obstacles",
    "relief_for",
    "vehicle_rules",
]
