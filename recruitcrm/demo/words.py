"""What people said: short notes as recruiters write them, picked by the story."""

from __future__ import annotations

from processes.stages import Reason

FIRST_CALL_ORDERER = (
    "Went through the order line by line. The last one left after five months.",
    "Got the order explained, the budget too. The decider wants a call of their own.",
    "Wants to be kept informed every Friday, decides nothing alone.",
)
FIRST_CALL_DECIDER = (
    "What decides it are the three points in the brief; the industry is not one. Dates agreed.",
    "Told me what went wrong last time: nobody asked the team. Two of them join the meetings.",
    "Wants three people to choose from, not one. Presentation and meetings are in the calendar.",
)
WEEKLY_CALL = (
    "Went through where everybody stands. Asks for one more of the second kind.",
    "Told them honestly: a thin week, six calls, one interested. We widen the search by two towns.",
    "Talked about the two strongest and what would make them hesitate.",
    "All on plan; reminded them of the decision date. They keep it.",
    "They have heard from another agency with the same name twice; we compared lists, no clash.",
    "Short call: report was read, no questions. Meetings stay as agreed.",
    "Asked whether the second must-have is really one. It is, says the team.",
    "They liked the last report because it named the noes. Want the reasons next week as well.",
)
CLIENT_WAITS = (
    "Reminded them of the feedback. The reason for the silence is a budget round until Thursday.",
    "They had wanted to answer in writing; got it on the phone instead.",
)
NO_ANSWER = ("Left a message.", "No answer, wrote a line afterwards.", "Rings out.", "")
INTERESTED = (
    "Curious, asks good questions about the team. Sends a fresh CV tonight.",
    "Did not know the company, likes the task. Wants to know who they would report to.",
    "Has waited for something like this. Can talk in person this week.",
    "Careful, but would hear more: {headline}, likes to be close to the work.",
    "Yes, if the start may wait for the notice period.",
    "Would bring order into it, says so without being asked. Good on the phone.",
)
PENDING = (
    "Wants to sleep on it, calls back.",
    "On the road, asked for the brief by mail; we speak again.",
    "Not sure about the journey to work, talks to the family first.",
)
NOES = {
    Reason.NOT_INTERESTED: ("Kind, but no: wants another kind of work.", "Not the moment."),
    Reason.SALARY: (
        "Would want more than the frame gives.",
        "Likes it; the salary is a step back.",
    ),
    Reason.REMOTE_WORK: (
        "Only with two days at home.",
        "Three hours on the train: only with home days.",
    ),
    Reason.RELOCATION: ("Does not move; would travel one day a week.", "Too far without moving."),
    Reason.STAYS: ("Has just been promised more where they are.", "Stays; the boss is good."),
    Reason.EMPLOYER: ("Has read about the strike, would rather not.", "A friend left there angry."),
    Reason.OTHER_OFFER: (
        "Signed elsewhere on Friday.",
        "Took the other offer, it came a week earlier.",
    ),
}
INTERVIEW = (
    "An hour and a half; warm, precise, asks back. The first must-have is there, with examples.",
    "Strong on the first must-have, thinner on the rest. Wants to learn, says where.",
    "Came prepared, knew the client's figures. Would work high and low.",
    "Good talk in the office. What draws them is the task, not the title.",
    "Quiet at first, then very concrete about the work itself. References offered unasked.",
)
WE_SAY_NO = (
    "Nice, but the second must-have is missing and would not be learnt in time.",
    "Has supervised it, never done it; the client needs hands.",
)
FEEDBACK = (
    "Told them where they stand and what comes next; glad to hear it by phone.",
    "Went through what convinced us and what the client will ask about.",
    "Honest talk about what was missing. Disappointed, thanks for the call.",
    "Said that the answer is not here yet and when it will be.",
    "Told them the client's words. They want to go on.",
)
FEEDBACK_AFTER_NO = (
    "Told them why in person. Would like to hear about the next one.",
    "Took it well; the client's reason was fair, they said.",
    "Sad, but glad to get a reason. Keep for other roles.",
)
APPLICATION = (
    "Thanked them for the application; asked about notice period and pay. We meet.",
    "Good application, wrong level; talked about what would fit instead.",
    "Rang on the day after. Surprised that anybody calls.",
)
CLIENT_YES = (
    "Would like to meet {name}.",
    "{name} first, please: the evidence for the first point is what we miss.",
    "Yes to {name}, the whole team wants to be there.",
)
CLIENT_NO = {
    Reason.EXPERIENCE: (
        "{name} is good, but has only seen smaller houses.",
        "Not {name}: two of us doubt the third point.",
    ),
    Reason.FIT: (
        "{name} is good; next to the team we have it would be too much of the same.",
        "We like {name} and see a quieter place than ours.",
    ),
}
CLIENT_AFTER_MEETING = (
    "{name} was clear and friendly; the team asks for a second hour.",
    "We like {name}. One worry: the pace in spring.",
    "{name} convinced me, less so the team. Wants to think until tomorrow.",
)
MET_CLIENT = (
    "An hour with the team and a walk through the place. Both sides stayed longer than planned.",
    "Started stiff, got lively over a real case. They showed the desk.",
    "Good questions from both; the start date was left open.",
)
OUR_REASONS = (
    "Brings the first must-have with proof, and wants to be in the middle of it.",
    "The one who has done exactly this before, and would do it again.",
    "Less experience, most energy; learns in the time you have.",
)
RISKS = (
    "Another process runs in parallel.",
    "Three months' notice.",
    "Has not led people for two years.",
    "Commutes an hour.",
)
EVIDENCE = (
    ("yes", "done for four years, last time for 1,100"),
    ("yes", "led it from start to end"),
    ("yes", "two references say so"),
    ("partly", "as a deputy, one year"),
    ("partly", "in a smaller house"),
    ("yes", "shown in a case we gave"),
    ("no", "not yet, wants to learn"),
)
COMMENTS = (
    "A good week: the people we hoped for have time to talk. The next one brings the interviews.",
    "A quiet week, honestly: most of those we called are busy with their year-end. We go on.",
    "The shortlist gets its shape. Two of them are better than the brief asks for.",
    "We would like to keep the dates: one of the strongest has another process running.",
    "Thank you for the quick answers; the candidates noticed it.",
)
# On one part of the report, now and then.
BESIDE: tuple[dict[str, str], ...] = (
    {},
    {"funnel": "Fewer new names than last week, on purpose: we talk to those we have."},
    {"market": "What people say about pay is said by the same people who praise the place."},
    {"candidates": "All of them know whom they would work for, and want to."},
)
# By days after the report; nothing: what the timeline proposes.
NEXT_WEEK: tuple[tuple[tuple[int, str], ...], ...] = (
    (),
    ((4, "Three interviews"), (7, "List of those who said no and why")),
    (),
)
CLOSING = {
    "filled": "Filled. Thank you for the quick decisions; everybody who met you has been called.",
    "cancelled": "Stopped by the client: the budget was moved to next year. What we found: eleven "
    "people with the must-haves, four of them interested in spring.",
    "lost": "Filled by the client from their own network. We leave the list of those who were "
    "interested and the three reasons of those who were not.",
}
ABOUT = (
    "Prefers a call in the morning. Would not travel every week.",
    "Met at a fair in spring; asked to be called again in autumn.",
    "Works high and low. Likes small teams.",
    "Left the last role because of a reorganisation; good references.",
    "Speaks slowly and exactly. Wants purpose more than title.",
    "Open to interim and permanent.",
    "",
    "",
)
KEEPING_IN_TOUCH = (
    "Happy where they are, call again in spring.",
    "Asked what the market pays; sent the ranges.",
    "Would recommend a colleague; gets back to us.",
    "Moved house, new town noted.",
)

RANG_IN_VAIN = (
    "Rang while I was in an interview; left no message.",
    "Two calls in vain this afternoon, the second one five minutes later.",
    "Left word at our switchboard: please call back.",
)

TRIED_TO_REACH_YOU = (
    "I tried to reach you and will try again within two days.",
    "There is something to tell, best in a call: I ring again by the day after tomorrow.",
)
