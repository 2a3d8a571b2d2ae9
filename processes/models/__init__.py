from processes.models.aftercare_template import AftercareTemplate, PlanKind
from processes.models.application import Application, Became
from processes.models.assignment import AlreadyClosed, Assignment, Kind, Outcome, Unanswered
from processes.models.availability import Availability, NotFree, Terms
from processes.models.brief import Known
from processes.models.brief_version import BriefVersion, DatesEffect
from processes.models.bulk_step import BulkKind, BulkStep
from processes.models.candidacy import Candidacy
from processes.models.candidacy_fit import NotAsked, Seniority, WantsJob, Wish
from processes.models.care_answer import AnsweredAlready, CareAnswer
from processes.models.care_question import CareQuestion
from processes.models.clients_own import LeaveToClient
from processes.models.closing import Closing, ClosingUnderWay, NotUnderWay
from processes.models.consent import ConsentHow, NoConsent, NoPrivacyNotice, PresentationConsent
from processes.models.data_import import Import, ImportState, OnMatch, WrongMoment
from processes.models.debrief import Debrief
from processes.models.decline import Decline
from processes.models.digest import Digest
from processes.models.event import (
    LOGGED,
    CannotUndo,
    Event,
    EventKind,
    NotYours,
    TooLateToUndo,
)
from processes.models.extension import Extension, ExtensionAnswer
from processes.models.follow_up import FollowUp, NoWordGiven, SettledMeanwhile
from processes.models.follow_up_policy import FollowUpPolicy
from processes.models.gesture import Gesture
from processes.models.guarantee_default import GuaranteeDefault
from processes.models.held_file import HeldFile
from processes.models.holding_message import ChangedMeanwhile, HoldingMessage
from processes.models.import_mapping import ImportMapping
from processes.models.import_row import ImportRow, RowBecame, RowReturned
from processes.models.import_sheet import ImportSheet
from processes.models.imported_record import ImportedRecord
from processes.models.job_role import JobRole
from processes.models.leaving import Leaving, NothingPromised
from processes.models.letter_text import EditedMeanwhile, LetterText
from processes.models.meeting import Meeting
from processes.models.meeting_guide import GuideChangedMeanwhile, GuideSaysNothing, MeetingGuide
from processes.models.meeting_invitation import MeetingInvitation
from processes.models.must_have import Fit, MustHave
from processes.models.obstacle import DecidedAlready, Obstacle
from processes.models.obstacle_hint import AnsweredMeanwhile, ObstacleHint
from processes.models.offer import NoOffer, Offer, OfferAnswer
from processes.models.other_process import OtherProcess
from processes.models.placement import NotRunning, Placement
from processes.models.placement_terms import Contract, Promise
from processes.models.planned_activity import DoneAlready, PlannedActivity
from processes.models.presentation import NothingToSend, Presentation
from processes.models.presentation_edition import PresentationEdition
from processes.models.presentation_line import PresentationLine
from processes.models.privacy_text import PrivacyText
from processes.models.reminder import Reminder
from processes.models.report import Report
from processes.models.report_edition import ReportEdition
from processes.models.report_recipient import ReportRecipient
from processes.models.report_schedule import ReportSchedule, Weekday
from processes.models.retention_rule import Furthest, Purpose, RetentionRule
from processes.models.retention_sweep import RetentionSweep
from processes.models.role_wording import RoleRange, RoleWording
from processes.models.schedule_edition import ScheduleEdition
from processes.models.schedule_template import ScheduleTemplate
from processes.models.schedule_version import ScheduleVersion
from processes.models.sent_guide import GuideEdition, SentGuide
from processes.models.shared_document import CannotShare, SharedDocument
from processes.models.shortlist_reason import ShortlistReason
from processes.models.target_company import CompanyState, TargetCompany
from processes.models.touchpoint import Anchor, Touchpoint, Unit
from processes.models.trial_default import Bound, TrialDefault
from processes.models.vacancy import CannotPublish, Hours, Vacancy
from processes.models.vacancy import Contract as VacancyContract
from processes.models.which_job_roles import Usual, Wording
from processes.models.which_presentations import AlreadySent
from processes.models.wrong_stage import WrongStage

__all__ = [
    "LOGGED",
    "AftercareTemplate",
    "AlreadyClosed",
    "AlreadySent",
    "Anchor",
    "AnsweredAlready",
    "AnsweredMeanwhile",
    "Application",
    "Assignment",
    "Availability",
    "Became",
    "Bound",
    "BriefVersion",
    "BulkKind",
    "BulkStep",
    "Candidacy",
    "CannotPublish",
    "CannotShare",
    "CannotUndo",
    "CareAnswer",
    "CareQuestion",
    "ChangedMeanwhile",
    "Closing",
    "ClosingUnderWay",
    "CompanyState",
    "ConsentHow",
    "Contract",
    "DatesEffect",
    "Debrief",
    "DecidedAlready",
    "Decline",
    "Digest",
    "DoneAlready",
    "EditedMeanwhile",
    "Event",
    "EventKind",
    "Extension",
    "ExtensionAnswer",
    "Fit",
    "FollowUp",
    "FollowUpPolicy",
    "Furthest",
    "Gesture",
    "GuaranteeDefault",
    "GuideChangedMeanwhile",
    "GuideEdition",
    "GuideSaysNothing",
    "HeldFile",
    "HoldingMessage",
    "Hours",
    "Import",
    "ImportMapping",
    "ImportRow",
    "ImportSheet",
    "ImportState",
    "ImportedRecord",
    "JobRole",
    "Kind",
    "Known",
    "LeaveToClient",
    "Leaving",
    "LetterText",
    "Meeting",
    "MeetingGuide",
    "MeetingInvitation",
    "MustHave",
    "NoConsent",
    "NoOffer",
    "NoPrivacyNotice",
    "NoWordGiven",
    "NotAsked",
    "NotFree",
    "NotRunning",
    "NotUnderWay",
    "NotYours",
    "NothingPromised",
    "NothingToSend",
    "Obstacle",
    "ObstacleHint",
    "Offer",
    "OfferAnswer",
    "OnMatch",
    "OtherProcess",
    "Outcome",
    "Placement",
    "PlanKind",
    "PlannedActivity",
    "Presentation",
    "PresentationConsent",
    "PresentationEdition",
    "PresentationLine",
    "PrivacyText",
    "Promise",
    "Purpose",
    "Reminder",
    "Report",
    "ReportEdition",
    "ReportRecipient",
    "ReportSchedule",
    "RetentionRule",
    "RetentionSweep",
    "RoleRange",
    "RoleWording",
    "RowBecame",
    "RowReturned",
    "ScheduleEdition",
    "ScheduleTemplate",
    "ScheduleVersion",
    "Seniority",
    "SentGuide",
    "SettledMeanwhile",
    "SharedDocument",
    "ShortlistReason",
    "TargetCompany",
    "Terms",
    "TooLateToUndo",
    "Touchpoint",
    "TrialDefault",
    "Unanswered",
    "Unit",
    "Usual",
    "Vacancy",
    "VacancyContract",
    "WantsJob",
    "Weekday",
    "Wish",
    "Wording",
    "WrongMoment",
    "WrongStage",
]
