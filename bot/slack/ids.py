"""The names by which buttons, modals and inputs are known, shared by who builds them and who listens.

A button's value carries opaque ids only; the rights of who presses it are checked anew on every press.
"""

from __future__ import annotations

from enum import StrEnum

# One name serves all inputs, their blocks tell them apart: most send nothing until their modal is submitted.
INPUT_ACTION_ID = "input"
# Chosen instead of a HowOften by whoever does not work on a project any more.
LEAVE = "leave"


class ActionId(StrEnum):
    """Every button, with what its value carries."""

    # These carry JSON with "project" and "poll".
    NO_CHANGE = "no_change"
    UPDATE = "update"
    NONE_OF_THEM = "none_of_them"
    SKIP = "skip"
    NOT_MY_PROJECT = "not_my_project"
    EDIT = "edit"
    ANSWER_POLL = "answer_poll"

    # These carry JSON with "project" and "role".
    COVER = "cover"
    ASK_SECONDMENT = "ask_secondment"
    ACCEPT_VACANCY = "accept_vacancy"

    # These carry JSON with "project" and "person".
    ADD_MEMBER = "add_member"
    NOT_NOW = "not_now"

    # This carries JSON with "project", "specialist" and "roles".
    LEND = "lend"

    # These carry a project's id.
    CHECK_IN = "check_in"
    STILL_COVER = "still_cover"
    CHANGE_HOW_OFTEN = "change_how_often"
    WHO_KNOWS = "who_knows"
    SHOW_STATUS = "show_status"
    SHARE_STATUS = "share_status"
    SHOW_TREND = "show_trend"
    EXPORT = "export"
    OPEN_POLL = "open_poll"
    CLOSE_POLL = "close_poll"
    CHANGE_STAGE = "change_stage"
    CHANGE_SETTINGS = "change_settings"
    PAUSE = "pause"
    RESUME = "resume"
    ARCHIVE = "archive"
    BRING_BACK = "bring_back"
    START_SECONDMENT = "start_secondment"

    # These carry a secondment's id.
    MARK_MET = "mark_met"
    EXTEND = "extend"
    RETURN_HOME = "return_home"
    END_EARLY = "end_early"
    ADD_NEXT_GOALS = "add_next_goals"

    # This carries an acceptance's id.
    END_ACCEPTANCE = "end_acceptance"

    # These carry a membership's and a vouch's id.
    VOUCH = "vouch"
    UNDO_VOUCH = "undo_vouch"

    # These carry nothing that matters.
    SET_UP = "set_up"
    COME_BACK = "come_back"
    SHOW_HOME = "show_home"
    SHOW_PORTFOLIO = "show_portfolio"
    SHOW_LOANS = "show_loans"

    # These are menus: what was chosen is a MenuItem, or a ProjectItem of one project.
    MENU = "menu"
    PROJECT_MENU = "project_menu"


class MenuItem(StrEnum):
    """What App Home's menu offers for the rare occasion."""

    PORTFOLIO = "portfolio"
    AWAY = "away"
    HOURS = "hours"
    SET_UP = "set_up"
    HELP = "help"


class ProjectItem(StrEnum):
    """What App Home offers of one project for the rare occasion."""

    HOW_OFTEN = "how_often"
    TREND = "trend"
    EXPORT = "export"


class CallbackId(StrEnum):
    """Every modal that is submitted."""

    CHECK_IN = "check_in_modal"
    SETUP = "setup_modal"
    SETTINGS = "settings_modal"
    STAGE = "stage_modal"
    SECONDMENT_START = "secondment_start_modal"
    EXTEND = "extend_modal"
    MET = "met_modal"
    NEXT_GOALS = "next_goals_modal"
    END_EARLY = "end_early_modal"
    AWAY = "away_modal"
    HOURS = "hours_modal"
    ACCEPT_VACANCY = "accept_vacancy_modal"
    HOW_OFTEN = "how_often_modal"
    WORKSPACE = "workspace_modal"


class BlockId(StrEnum):
    """Every input of a modal, named as the `field` that a broken rule names."""

    DATA_SCIENTIST = "data_scientist"
    ML_ENGINEER = "ml_engineer"
    INFRASTRUCTURE_ENGINEER = "infrastructure_engineer"
    DOMAIN_EXPERT = "domain_expert"

    CHANNEL = "channel"
    NAME = "name"
    EVERYONE = "everyone"
    MEMBERS = "members"
    LEADS = "leads"
    STAGE = "stage"

    WAY = "way"
    RHYTHM = "rhythm"
    WEEKDAY = "weekday"
    AT = "at"
    ZONE = "zone"
    WORK_DAYS = "work_days"
    HOLIDAY_REGION = "holiday_region"
    DAYS_OPEN = "days_open"
    SETTLE_MINUTES = "settle_minutes"
    FALL_INTO_LOWER_BAND = "fall_into_lower_band"
    FALL_ON_ITS_OWN = "fall_on_its_own"
    LAPSE_AFTER = "lapse_after"
    POSTS = "posts"
    FOLLOWS = "follows"

    SPECIALIST = "specialist"
    ROLES = "roles"
    OBJECTIVE = "objective"
    HOME = "home"
    HOME_CHANNEL = "home_slack_channel_id"
    HEAD = "head"
    STARTS_ON = "starts_on"
    RETURNS_ON = "returns_on"
    NEXT_GOALS = "next_goals"

    UNTIL_ON = "until_on"

    WORKS_FROM = "works_from"
    WORKS_UNTIL = "works_until"

    HOW_OFTEN = "how_often"

    HAT_COST = "hat_cost"

    VACANT_ROLE = "vacant_role"
    VACANT_UNTIL_ON = "vacant_until_on"
    VACANT_UNTIL_STAGE = "vacant_until_stage"
