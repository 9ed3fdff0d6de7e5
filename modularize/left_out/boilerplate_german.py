"""Sentences of the German templates of leaflets that say nothing of the medicine (Germany, Austria, Switzerland)."""

from __future__ import annotations

import re

_LABEL = r"(?:(?:weitere hinweise|hinweis|lagerungshinweise?|besondere lagerungshinweise)\s?: ?)?"
STANDING_DE = re.compile(
    rf"^[^\w“”\"']*{_LABEL}(?:"
    r"(?:bitte )?(?:nehmen|wenden|verwenden|gebrauchen) sie [^.;:]{2,90}? (?:immer )?genau "
    r"(?:wie in dieser (?:packungsbeilage|gebrauchsinformation) [^.;:]{5,40}|"
    r"(?:nach|gemäß) [^.;:]{0,30}?(?:absprache|anweisung)[^.;:]{0,40}).{0,160} (?:ein|an)|"
    r"(?:bitte )?fragen sie (?:bitte )?(?:bei )?ihre[mn]? (?:arzt|ärztin|apotheker)[^.;:]{0,110}(?:nach)?,? "
    r"wenn sie sich (?:\w+ )?nicht (?:\w+ )?sicher sind|"
    r"wenn sie (?:weitere|noch) fragen\b[^.;]{0,90}(?:fragen|wenden) sie (?:sich )?(?:bitte )?(?:an )?(?:ihren|ihre) "
    r"[^.;]{2,90}|"
    r"wie alle arzneimittel k(?:ann|önnen) [^.;:]{0,60}(?:neben|unerwünschte )wirkungen haben"
    r"(?:, die aber nicht bei jede[mr] ?[^.;]{0,30}auftreten müssen)?|"
    r"(?:wirksame )?arzneimittel können neben den erwünschten [^.;]{0,20}auch unerwünschte wirkungen haben|"
    r"(?:sie|diese) müssen (?:jedoch |aber )?nicht bei jedem [^.;]{0,60}auftreten|"
    r"wenn sie (?:irgendwelche )?nebenwirkungen bemerken, die (?:hier|in dieser packungsbeilage) nicht [^.;]{2,220}|"
    r"(?:für|vor) kindern? (?:unerreichbar|unzugänglich|geschützt|gesichert) (?:aufbewahren|lagern|aufzubewahren)|"
    r"arzneimittel müssen (?:kindersicher|für kinder unzugänglich|für kinder unerreichbar) aufbewahrt werden|"
    r"(?:das|dieses) arzneimittel wurde (?:nur )?ihnen (?:persönlich )?"
    r"(?:verschrieben|verordnet) und darf nicht an (?:dritte|andere(?: personen)?) weitergegeben werden|"
    r"(?:bitte )?beachten sie die (?:angaben|hinweise)(?: (?:für|zu|unter|in|im) [^.;:]{2,60})? ?"
    r"\((?:siehe|s\.) [^()]{2,40}\)"
    r")\W*$",
    re.IGNORECASE | re.DOTALL,
)
"""How to follow the leaflet, whom to ask, that all medicines have side effects, where children do not get at them."""
