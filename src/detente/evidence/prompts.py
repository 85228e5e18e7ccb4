"""Prompts: sentences that a site addresses to its reader. A rule fits how such a paragraph begins, case aside."""

from __future__ import annotations

import re

_FREE = r"(?:free |complimentary |monthly )"

_RULES: dict[str, tuple[str, ...]] = {
    "comment form": (
        r"your e-?mail (?:address )?will not be (?:published|shared)",
        r"required fields are marked",
        r"save my name,? e-?mail",
        r"this site (?:uses akismet|is protected by recaptcha)|learn how your comment data is processed",
    ),
    "cookies": (
        r"(?:we|this (?:web)?site|our (?:web)?site|we and our (?:\d+ )?partners)(?: may)? (?:uses?|stores?)"
        r"(?: [a-z/]+){0,6}? cookies\b",
        r"by (?:continuing|using|clicking|browsing|signing up|subscribing|submitting|entering|accepting|creating)\b"
        r".{0,120}\byou (?:agree|accept|consent|acknowledge)",
    ),
    "subscription": (
        r"are you sure (?:you )?want to (?:unlock|cancel|subscribe|unsubscribe|log ?out)",
        r"(?:please )?(?:sign up|subscribe|register|sign in|log in) (?:now |today |here )?(?:for|to)"
        r" (?:our|your|receive|get|continue|read|unlock|access|comment|post|the newsletter|this)\b",
        r"(?:already )?(?:a |have an? )?(?:subscriber|subscribed|member|account|registered)\?",
        r"(?:don't|do not) have an account\?|forgot(?:ten)? (?:your )?password",
        r"(?:this|the full|the rest of this) (?:article|story|content|post|page) is"
        r" (?:only |exclusively )?(?:available |reserved )?(?:only )?(?:to|for) ?(?:paid |paying |premium )?"
        r"(?:subscribers|members)",
        rf"(?:you have|you've) (?:(?:used|read|reached|now|all|your|the|of|\d+|one|two|three|four|five) )*{_FREE}+"
        r"(?:articles?|stor(?:y|ies)|views?|limit)\b",
        r"to (?:continue|keep) reading\b.{0,100}(?:subscribe|sign in|log in|register|account)",
        r"to (?:read|view|unlock) (?:the (?:full|rest)|this) .{0,80}(?:subscribe|sign in|log in|register)",
        r"(?:get|receive|have) (?:the |our |your |all the )?(?:latest|best|top|daily|weekly|breaking|most important)\b"
        r".{0,120}(?:inbox|newsletter|e-?mail|your phone|notifications)",
        r"(?:thank you|thanks) for (?:subscribing|signing up|registering)",
        r"(?:please )?(?:check|confirm) your (?:inbox|e-?mail|subscription)",
        r"(?:please )?consider (?:subscribing|donating|supporting us|becoming a (?:member|patron))\b",
        r"support (?:our|independent|quality) (?:journalism|work|reporting)\b"
        r".{0,120}(?:subscri|donat|today|member|contribut)",
    ),
    "machinery": (
        r"(?:please )?(?:enable|turn on|allow) (?:java ?script|cookies)\b|you need to enable java",
        r"(?:java ?script|your browser) (?:is|appears|does)\b.{0,80}(?:disabled|required|support|out of)",
        r"(?:please )?(?:disable|turn off|whitelist)\b.{0,60}ad ?-?block",
        r"we (?:have )?(?:noticed|detected) (?:that )?you.{0,20}\bad",
        r"something went wrong\b.{0,80}(?:try again|reload|refresh)",
    ),
    "links": (
        r"(?:click|tap) (?:here|the (?:link|button|image)(?: below)?) (?:to|for)\b",
        r"this (?:article|story|piece|post) (?:was )?(?:first |originally )(?:appeared|published) (?:on|at|in|by)\b",
        r"the post .{1,200} (?:first )?appeared first on\b",
        r"(?:follow|like) us on\b",
        r"(?:do you )?(?:have|got) a (?:news )?tip\?",
        r"(?:download|get) (?:our|the) (?:free )?app\b",
    ),
}

PROMPTS = re.compile("|".join(rule for rules in _RULES.values() for rule in rules), re.IGNORECASE)
