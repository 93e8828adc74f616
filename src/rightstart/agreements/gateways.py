"""Hides nothing: the legal gateways that parties cite, each with what it gives, its limit, its source and how it was read.

A row says what a text says. Whether a flow may rest on it is for the parties and their data protection officers.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Trust(StrEnum):
    """How far a row may be relied upon: its source was read, read in part, told by others, or not read for this table."""

    READ = "read"
    READ_IN_PART = "read-in-part"
    SECOND_HAND = "second-hand"
    UNCHECKED = "unchecked"


class Use(StrEnum):
    """What a party may do with a row: cite it as a ground, or only heed it as a bound on any ground."""

    GROUND = "ground"
    BOUND = "bound"


class Purpose(StrEnum):
    """What a row's own text leaves open: anything that fits the task, the health service alone, or statistics alone."""

    ANY = "any"
    HEALTH_SERVICE = "health-service"
    STATISTICS = "statistics"


@dataclass(frozen=True, slots=True)
class Gateway:
    """One legal text as read on a day. `gives` and `limit` are one sentence or two each, to be shown together.

    `begins_on`: where its beginning was read (else it is long since). `commenced`: not, where none has been seen.
    `needs_lawyer`: what it means for births is open, disputed or untested, so parties take advice before they rely on it.
    """

    code: str
    name: str
    use: Use
    gives: str
    limit: str
    source: str
    trust: Trust
    read_on: date
    needs_lawyer: bool = False
    only_for: Purpose = Purpose.ANY
    open_to_councils: bool = True
    begins_on: date | None = None
    commenced: bool = True


READ_ON: Final = date(2026, 6, 15)
CHECKED_ON: Final = date(2026, 11, 23)
ACTS: Final = "https://www.legislation.gov.uk/ukpga"

GATEWAYS: Final = (
    Gateway(
        "childcare-act-2006-s1-4",
        "Childcare Act 2006 ss.1–4",
        Use.GROUND,
        "A council must improve the well-being of young children and reduce inequalities between them, through "
        "integrated early childhood services; it and its health partners must work together.",
        "It gives the council its task. A power to receive births is implied by it, not written in it.",
        "https://legislation.gov.uk/ukpga/2006/21/part/1/2022-03-25/data.html",
        Trust.READ,
        READ_ON,
    ),
    Gateway(
        "childcare-act-2006-s5a",
        "Childcare Act 2006 s.5A",
        Use.GROUND,
        "A council must provide sufficient children’s centres; the section says what a centre is.",
        "It says nothing of telling a centre about a birth.",
        "https://legislation.gov.uk/ukpga/2009/22/part/9/crossheading/childrens-centres/2010-01-12/data.html",
        Trust.READ,
        READ_ON,
    ),
    Gateway(
        "childcare-act-2006-s99",
        "Childcare Act 2006 s.99",
        Use.BOUND,
        "Regulations may require early years providers to hand over information about single children.",
        "It is about children in early years provision; it is no gateway for births.",
        "http://www.legislation.gov.uk./ukpga/2006/21/notes/division/6/4",
        Trust.READ_IN_PART,
        CHECKED_ON,
    ),
    Gateway(
        "centres-guidance-2013",
        "Sure Start children’s centres statutory guidance, April 2013",
        Use.GROUND,
        "Health services and councils should share information such as live births with centres on a regular basis; "
        "councils must follow the guidance.",
        "It is guidance and puts no duty on the health service to disclose. Whether it still holds for family hubs in "
        "2026 was not found.",
        "https://www.gov.uk/guidance/sure-start-childrens-centres-local-authorities-duties",
        Trust.READ,
        READ_ON,
        needs_lawyer=True,
    ),
    Gateway(
        "children-act-2004-s10",
        "Children Act 2004 s.10",
        Use.GROUND,
        "A council and its relevant partners, health bodies among them, co-operate to improve children’s well-being.",
        "The power to share is implied, and it does not override confidentiality.",
        "http://www.legislation.gov.uk/ukpga/2004/31/notes/division/2/2/1",
        Trust.READ,
        READ_ON,
    ),
    Gateway(
        "children-act-2004-s11",
        "Children Act 2004 s.11",
        Use.GROUND,
        "Named bodies make arrangements so that their work has regard to safeguarding and promoting children’s welfare.",
        "The power to share is implied, and it does not override confidentiality.",
        f"{ACTS}/2004/31/section/11",
        Trust.READ_IN_PART,
        READ_ON,
    ),
    Gateway(
        "children-act-2004-s16la",
        "Children Act 2004 s.16LA (inserted by the Children’s Wellbeing and Schools Act 2026 s.4)",
        Use.GROUND,
        "Whoever holds information that they consider relevant to safeguarding or promoting a child’s welfare must "
        "disclose it where that may help the recipient’s functions; contractors of the bodies named are included.",
        "Not where disclosure would be more detrimental to the child. It asks for a judgement on each child. It begins by "
        "regulations, and none had been seen when this was read.",
        f"{ACTS}/2026/21/section/4/enacted",
        Trust.READ_IN_PART,
        READ_ON,
        needs_lawyer=True,
        commenced=False,
    ),
    Gateway(
        "children-act-2004-s16lc",
        "Children Act 2004 s.16LC (consistent identifier)",
        Use.BOUND,
        "Regulations may name an identifier that designated persons include when they process a child’s information.",
        "The power to make regulations began on 29 April 2026; the regulations themselves had not been seen.",
        f"{ACTS}/2004/31/section/16LC/data.html",
        Trust.READ,
        READ_ON,
        needs_lawyer=True,
        begins_on=date(2026, 4, 29),
    ),
    Gateway(
        "nhs-act-2006-s269",
        "National Health Service Act 2006 s.269",
        Use.GROUND,
        "Every birth from 24 weeks is notified within 36 hours to NHS England, an integrated care board or a council.",
        "What a council receives under this section it may use only for functions in relation to the health service "
        "(s.269(12)): that is no permission to hand it to a centre.",
        "http://legislation.data.gov.uk/ukpga/2012/7/notes/division/5/11/1/1/data.xht",
        Trust.READ,
        READ_ON,
        needs_lawyer=True,
        only_for=Purpose.HEALTH_SERVICE,
    ),
    Gateway(
        "births-statistics-files",
        "Statistics and Registration Service Act 2007 s.42(4) (births statistics files)",
        Use.BOUND,
        "Councils are given files of births for analysis in public health.",
        "Never for contacting anybody, whatever else is cited beside it: so the notices of councils that get them.",
        f"{ACTS}/2007/18/section/42",
        Trust.SECOND_HAND,
        CHECKED_ON,
        only_for=Purpose.STATISTICS,
    ),
    Gateway(
        "registration-service-act-1953-s19aa",
        "Registration Service Act 1953 s.19AA (inserted by the Digital Economy Act 2017 s.46)",
        Use.GROUND,
        "A civil registration official may disclose registration information to a named public authority for its "
        "functions: a route to births that does not pass through the health service.",
        "It is discretionary, and its code of practice asks for a data sharing agreement. Births are known by place of "
        "birth, not of residence, and are registered up to 42 days after.",
        "https://www.gov.uk/government/publications/digital-economy-act-2017-part-5-codes-of-practice/"
        "data-sharing-code-of-practice-code-of-practice-for-civil-registration-officials-disclosing-information-under-"
        "section-19aa-of-the-registration-service",
        Trust.READ_IN_PART,
        READ_ON,
    ),
    Gateway(
        "localism-act-2011-s1",
        "Localism Act 2011 s.1",
        Use.GROUND,
        "A council has power to do what individuals generally may do.",
        "Limits and prohibitions in other enactments bind it (s.2), and it does not override confidentiality.",
        "http://legislation.data.gov.uk/ukpga/2011/20/notes/division/5/1/1",
        Trust.READ_IN_PART,
        CHECKED_ON,
        needs_lawyer=True,
    ),
    Gateway(
        "hsc-act-2012-s251a-b",
        "Health and Social Care Act 2012 ss.251A–251B",
        Use.BOUND,
        "Health and adult social care bodies use a consistent identifier and share information for a person’s own care.",
        "A centre’s first letter is neither health nor adult social care, so this table takes it for no gateway.",
        "https://legislation.gov.uk/ukpga/2012/7/part/9/chapter/1A/data.htm",
        Trust.READ,
        READ_ON,
    ),
    Gateway(
        "confidentiality",
        "Common law duty of confidentiality",
        Use.BOUND,
        "What was told in confidence is passed on with consent, with authority in law, or in an overriding public interest.",
        "Parties differ on whether a live birth is confidential; each records its own position. Health details beyond "
        "name, address and date strengthen the duty.",
        "https://www.stgeorges.nhs.uk/about/managing-your-information/confidentiality-and-caldicott-principles/",
        Trust.READ_IN_PART,
        READ_ON,
        needs_lawyer=True,
    ),
    Gateway(
        "nhs-act-2006-s251",
        "National Health Service Act 2006 s.251 and the Control of Patient Information Regulations 2002",
        Use.BOUND,
        "Confidence may be set aside for approved medical purposes.",
        "Support is given for a defined medical purpose; first contact by a centre is unlikely to be one.",
        "https://digital.nhs.uk/services/data-access-request-service-dars/how-the-national-data-opt-out-affects-data-"
        "released-by-nhs-digital/national-data-opt-out-guidance-for-researchers/"
        "appendix-1-section-251-of-the-national-health-service-act-2006",
        Trust.SECOND_HAND,
        CHECKED_ON,
        needs_lawyer=True,
    ),
    Gateway(
        "uk-gdpr-6-1-e",
        "UK GDPR Article 6(1)(e), as amended by the Data (Use and Access) Act 2025 s.70",
        Use.GROUND,
        "Processing that is necessary for a task of the controller, in the public interest or in official authority.",
        "The task must be the controller’s own, so each party names its own.",
        "https://www.legislation.gov.uk/id/ukpga/2025/18/section/70/2/c",
        Trust.READ,
        READ_ON,
    ),
    Gateway(
        "uk-gdpr-6-1-ea",
        "UK GDPR Article 6(1)(ea), recognised legitimate interests",
        Use.GROUND,
        "Since 5 February 2026: processing for an interest that the law itself recognises, safeguarding among them.",
        "Not open to public authorities performing their tasks; a charity may look at it.",
        "https://www.mondaq.com/uk/privacy-protection/1748226/key-data-protection-changes-under-the-data-use-and-access-"
        "act-2025-comes-into-force-on-february-5-2026",
        Trust.SECOND_HAND,
        READ_ON,
        needs_lawyer=True,
        open_to_councils=False,
        begins_on=date(2026, 2, 5),
    ),
    Gateway(
        "uk-gdpr-9-2-g-h",
        "UK GDPR Article 9(2)(g) and (h); Data Protection Act 2018 Schedule 1 paragraphs 2, 6 and 18",
        Use.BOUND,
        "Conditions that any health detail needs besides the ground for the rest.",
        "Paragraphs 6 and 18 are thought to ask for an appropriate policy document; paragraph 18 is for safeguarding where "
        "consent cannot be had.",
        "https://scotgov.theapsgroup.scot/national-guidance-for-child-protection-in-scotland/38/",
        Trust.READ_IN_PART,
        READ_ON,
        needs_lawyer=True,
    ),
    Gateway(
        "uk-gdpr-14",
        "UK GDPR Article 14",
        Use.BOUND,
        "People whose details came from elsewhere are told within a reasonable time, at the latest a month after.",
        "The first letter carries the privacy notice and the way to object.",
        "https://www.privacylaws.com/news/ico-consults-on-draft-data-sharing-code/",
        Trust.SECOND_HAND,
        READ_ON,
    ),
    Gateway(
        "pecr-2003",
        "Privacy and Electronic Communications Regulations 2003",
        Use.BOUND,
        "Rules for direct marketing by electronic mail, which takes in e-mail and text messages.",
        "Post is outside them: the letter comes first, and telephone and e-mail are off unless the agreement lists them.",
        "https://ico.org.uk/for-organisations/direct-marketing-and-privacy-and-electronic-communications/guide-to-pecr/"
        "guidance-on-direct-marketing-using-electronic-mail/what-is-electronic-mail-marketing/",
        Trust.READ_IN_PART,
        CHECKED_ON,
    ),
)


def gateway(code: str) -> Gateway | None:
    """The row with this code; None where the table has none."""
    return next((one for one in GATEWAYS if one.code == code), None)
