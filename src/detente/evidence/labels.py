"""Labels: the words on a page's buttons, menus, counters and notices. A rule fits a whole paragraph, case aside."""

from __future__ import annotations

import re

_NETWORK = (
    r"(?:facebook|twitter|x|whats ?app|linked ?in|telegram|reddit|pinterest|tumblr|e-?mail|print|instagram|youtube"
    r"|tiktok|messenger|viber|vk|pocket|flipboard|mastodon|bluesky|threads|rss|copy(?: link| url)?|link copied"
    r"|share|tweet|pin(?: it)?|save|google(?: news)?|bookmark|gift(?: article)?)"
)
_APART = r"[ ,|/·•&+-]+"
_HEADLINE = r"[^.!?]{1,160}"
_LAW = r"(?:privacy(?: policy)?|cookie policy|terms(?: (?:of|and) (?:use|service|sale|conditions))?)"

_RULES: dict[str, tuple[str, ...]] = {
    "weather": (
        r"[-+]?\d+(?:\.\d+)? ?° ?[cf]?(?: [a-z]+){0,3}",
        r"weather(?: today| forecast)?|wetter|météo",
    ),
    "sharing": (
        rf"{_NETWORK}(?:{_APART}{_NETWORK})*(?: \d+)?",
        r"(?:share|follow|send|tweet)(?: (?:this|us|on|via|to|by|the|article|story|post|page|with|friends|a friend))*:?"
        rf"(?: {_NETWORK}(?:{_APART}{_NETWORK})*)?",
        r"\d+(?:[.,]\d+)?k? (?:shares?|views?|likes?|comments?|reads?|claps?|followers?)",
        r"(?:follow|like|join|find|connect with) us(?: (?:on|at|in) .{1,60})?|followers?|following",
    ),
    "advertising": (
        r"(?:advertisement|advertising|advert|ads?|sponsored(?: content)?|promoted(?: content)?|paid (?:post|content))"
        r"(?: ?[-|:] ?[^.!?]{1,60})?",
        r"sponsored by .{1,40}|anzeige|werbung|publicité|publicidad|pubblicità|реклама",
        r"(?:story|article|content) continues (?:below|after)(?: (?:the |this )?ad(?:vertisement|vert)?)?\.?",
        r"(?:skip|remove|close|report|hide)(?: the| this)? (?:ads?|advert(?:isement)?)",
    ),
    "links": (
        r"(?:read|show|load|see|view|learn) (?:more|less|all)(?: (?:posts|comments|stories))?(?:\.{3}|[ >→\"]*)",
        r"(?:continue|keep|start) reading(?:\.{3}|[ >→\"]*)",
        r"(?:(?:also )?read|read (?:also|more|next)|see also|related|recommended|more on this|must read|watch|listen)"
        rf" ?[:|>] ?{_HEADLINE}",
        rf"(?:lesen sie auch|à lire aussi|lea también|leggi anche|читайте также) ?[:|>]? ?{_HEADLINE}",
        r"(?:source|original|external|article) (?:link|article|url|source|post)|via:? \S+",
        r"(?:tags?|tagged|filed under|filed in|topics?|categor(?:y|ies)|keywords|posted in):(?: [^.!?]{1,180})?",
        r"(?:home|news|world|start) ?[>/|] ?[^.!?]{1,120}",
    ),
    "menus": (
        r"home|menu|main menu|search|close|open|toggle navigation|navigation|skip to (?:main )?(?:content|navigation)",
        r"back to (?:top|home)|go back|top of page|next|previous|page \d+(?: of \d+)?|\d+ ?/ ?\d+",
        r"(?:next|previous|prev|older|newer) (?:article|post|story|page)s?",
        r"(?:log|sign) ?(?:in|out|up|on)(?: (?:/|or) (?:log ?in|sign ?up|sign ?in|register|subscribe))?|register",
        r"(?:my )?account|create (?:an? )?(?:free )?account|unsubscribe",
        r"(?:contact|about|advertise)(?: with)? us|careers|site ?map|imprint|impressum|datenschutz|legal notice|faqs?",
        r"breaking news|live updates|trending(?: now)?|latest news|top stories|most (?:read|popular)",
    ),
    "subscription": (
        r"(?:subscribe|donate|support us|become a member|join us)(?: (?:now|today|here|for free))?[ !>→]*",
        r"(?:sign up|subscribe|register) (?:for|to) (?:our|the|my) [^.!?]{1,60}",
        r"get (?:our|the) .{1,40}(?:newsletters?|updates)|(?:the )?(?:daily |weekly )?newsletters?(?: sign-?up)?",
        r"(?:members?|subscribers?|premium)[ -](?:only|exclusive)(?: (?:content|article|post))?",
        r"unlock(?: (?:left|remaining|this post|now|this article|this content|all))* ?:? ?\d*",
        r"(?:unlocks?|credits?|articles?) (?:left|remaining) ?: ?\d+",
    ),
    "forms": (
        r"(?:enter )?your (?:e-?mail(?: address)?|name)|e-?mail address|(?:name|e-?mail|website|comment|message) ?\*",
        r"name|website|submit|send|cancel|reply|(?:post|submit|leave a) (?:comment|reply)|cancel reply",
        r"notify me of (?:new posts|follow-?up comments) by e-?mail\.?",
        r"no comments?(?: yet)?|comments? ?\(\d+\)|comments are closed\.?",
    ),
    "consent": (
        r"(?:accept|reject|allow|decline|deny|agree|manage|i accept|i agree|got it|ok)"
        r"(?: (?:all|and close|and continue|only|necessary|essential|cookies?|preferences|settings|choices|options))*",
        r"(?:cookies?|privacy|consent|ad) (?:settings|preferences|notice|statement|choices)|cookies",
        r"(?:strictly )?necessary cookies|do not sell my personal information",
        rf"{_LAW}(?:(?: and|{_APART}) ?{_LAW})*",
    ),
    "notices": (
        r"(?:©|\(c\) ?\d|copyright (?:©|\d))[^.!?]{0,120}(?:\. ?)?(?:all rights reserved\.?)?|all rights reserved\.?",
        r"(?:estimated )?(?:reading|read) time:? ?(?:about )?\d+ ?(?:min(?:ute)?s?)?",
        r"\d+[- ]?min(?:ute)?s?(?:'s)? (?:read|to read|listen|watch)",
        r"(?:loading|please wait)(?:\.\.\.)?",
        r"listen to this (?:article|story)(?: \d+:\d+)?|play (?:audio|video)|unmute|download pdf|text size|font size",
        r"print this (?:page|article)|cite this(?: article| page)?|(?:image|photo) \d+ of \d+|view gallery|slideshow",
        r"(?:view|open|enlarge|expand) (?:image|photo|gallery|in full ?screen|larger image)",
    ),
}

LABELS = re.compile("|".join(rule for rules in _RULES.values() for rule in rules), re.IGNORECASE)
