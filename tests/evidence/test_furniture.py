"""Page furniture goes, sentences stay."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from detente.evidence.furniture import clean, is_furniture
from detente.evidence.normal import normalise
from detente.evidence.passages import Passage
from detente.evidence.readers import Page, read_page

PROSE = [
    "The ministers met at the lake in the spring and spoke of ships, of grain and of the old treaty.",
    "In the summer the guards bought trucks abroad, since nobody at home would build them in time.",
    "By the autumn the two courts had agreed on a joint yard, which neither had wanted a year before.",
]

FURNITURE = """
3 °c
-12 °C partly cloudy
Share
Share this article on Facebook
Facebook Twitter WhatsApp LinkedIn Email
Share on X
128 shares
Advertisement
ADVERTISEMENT - CONTINUE BELOW
Story continues below advertisement
Skip advertisement
Sponsored by Example Bank
Read more
Read More »
Read more: Ten bridges to see before summer
Also read: What the minister said about grain
Continue reading...
Source link
Tags: Arland, Borland, trade
Home > World > Arland
Home
Skip to content
Log in
Sign in / Register
Next article
Subscribe
Subscribe now!
Sign up for our newsletter and never miss a story.
Get the latest news delivered to your inbox every morning.
Already a subscriber? Log in
This article is for subscribers only.
You have read 3 of your 5 free articles this month.
You've reached your monthly article limit.
To continue reading, please subscribe or log in to your account.
Are you sure want to unlock this post?
Unlock left : 0
Are you sure want to cancel subscription?
We use cookies to give you the best experience on our site.
This website uses cookies to improve your experience.
By clicking “Accept all”, you agree to the storing of cookies on your device.
Accept all
Accept all cookies
Reject all
Manage preferences
Cookie settings
Cookie policy
Privacy Policy | Terms of Service
Your email address will not be published. Required fields are marked *
Save my name, email, and website in this browser for the next time I comment.
Leave a Reply
Post comment
Name *
Email *
© 2024 The Gazette. All rights reserved.
Copyright 2024 Gazette Media Ltd. All rights reserved.
5 min read
Reading time: 4 minutes
Please enable JavaScript to view this page.
Follow us on Telegram
Click here to download the app
Back to top
Page 3 of 10
Lesen Sie auch: Der Vertrag am See
Publicité
* * *
""".strip().splitlines()

SENTENCES = """
Advertisements for the state lottery were banned that spring.
The advertisement showed a map without the border.
We use ships, not cookies, to win a war, the admiral said.
“We use cookies to track dissidents,” an officer of the service told the paper.
The site uses cookies to follow dissidents, the report found.
Share prices fell in Arland after the vote.
Sharing intelligence with Borland became routine.
Subscribe to a theory and you inherit its errors.
Subscribers to the treaty agreed to meet each year.
Read more closely, the treaty says little about grain.
Related industries suffered too, and the ports above all.
Weather delayed the landing by three days.
Home rule was promised to the islands in 1990.
Search parties crossed the strait at dawn.
Follow us, the guards told the crowd, and nobody did.
Log in hand, the captain explained the course.
The next article of the treaty binds both courts.
Your email address will not be needed, the ministry told applicants.
By signing up to the pact Arland gave up its own yard.
Sign up to the pact, the chancellor urged, or lose the islands.
Register for the draft, the order said.
To continue the war, Arland had to borrow.
Comments by the chancellor angered the guards.
Leave a reply for tomorrow, he said, and a treaty for next year.
Privacy laws were tightened that summer.
Cookies were handed out at the parade.
Close the strait, and the League would have starved.
Print runs were small, and the paper was read in the capital alone.
Copyright law was the least of their quarrels.
Get the guards on your side, an old rule of Arland says.
Have a good reason, the judge said, or stay silent.
This article of the treaty is for members of the council.
The views of the two courts were the same.
Support our troops, the posters said.
Consider the embargo of 2010.
Yes.
Why now?
3 May
1989
Background
The view from the strait
Conclusion
""".strip().splitlines()


@pytest.mark.parametrize("block", FURNITURE)
def test_furniture_is_known_as_such(block: str):
    assert is_furniture(block)
    assert clean([*PROSE, block]) == tuple(PROSE)


@pytest.mark.parametrize("block", SENTENCES)
def test_a_sentence_or_a_heading_of_the_article_stays(block: str):
    assert not is_furniture(block)
    assert clean([PROSE[0], block, *PROSE[1:]]) == (PROSE[0], block, *PROSE[1:])


def test_the_fictional_page_keeps_its_article_once_and_in_order(gazette: Page, gazette_bytes: bytes):
    lines = gazette_bytes.decode().splitlines()
    article = list(dict.fromkeys(line for line in lines if line and lines.count(line) == 2))
    assert list(gazette.blocks) == article


def test_a_page_printed_twice_gives_each_paragraph_once(gazette: Page):
    assert clean([*gazette.blocks, *gazette.blocks]) == gazette.blocks


def test_cleaning_twice_leaves_out_nothing_more(gazette: Page):
    assert clean(gazette.blocks) == gazette.blocks


def test_a_repeat_that_differs_only_in_typing_is_a_repeat():
    typed = PROSE[0].replace(" ", "\u00a0", 2)
    assert clean([PROSE[0], PROSE[1], typed]) == tuple(PROSE[:2])


def test_a_short_answer_may_be_given_twice():
    assert clean([PROSE[0], "Yes.", PROSE[1], "Yes."]) == (PROSE[0], "Yes.", PROSE[1], "Yes.")


def test_a_heading_is_repeated_with_its_section():
    assert clean(["Background", PROSE[0], PROSE[1], "Background", PROSE[0], PROSE[1]]) == ("Background", *PROSE[:2])


def test_a_teaser_that_breaks_off_is_left_out_where_the_whole_stands():
    assert clean([PROSE[0], PROSE[1], f"{PROSE[2][:60].rsplit(' ', 1)[0]} […]", PROSE[2]]) == tuple(PROSE)


def test_readers_comments_after_the_form_are_no_part_of_the_article():
    comment = "I have lived in Arland for years and I can say that none of this is true at all."
    assert clean([*PROSE, "Leave a Reply", comment]) == tuple(PROSE)


def test_a_comment_link_above_the_article_does_not_cut_it():
    assert clean(["A title of some length", "Leave a comment", *PROSE]) == ("A title of some length", *PROSE)


def test_headlines_under_related_articles_go_and_the_prose_after_them_stays():
    blocks = [PROSE[0], "Related articles", "Ten bridges to see", "The price of grain", *PROSE[1:]]
    assert clean(blocks) == tuple(PROSE)


def test_the_masthead_goes_and_title_and_byline_stay():
    head = ["World", "Harbourtown", "Friday, May 1, 2020", "Why the guards look east", "By Mara Venn"]
    assert clean([*head, *PROSE]) == ("Why the guards look east", "By Mara Venn", *PROSE)


def test_a_day_as_heading_inside_a_chronology_stays():
    assert clean([PROSE[0], "3 May 2010", PROSE[1]]) == (PROSE[0], "3 May 2010", PROSE[1])


def test_no_passage_of_the_page_is_furniture(passages: Sequence[Passage]):
    assert not [p.number for p in passages if is_furniture(p.text) or not normalise(p.text)]


def test_title_and_day_come_from_the_lines_above_the_article(gazette: Page):
    assert gazette.title == "Why the Guards of Arland Look Across the Strait"
    assert str(gazette.date) == "2020-05-01"
    assert gazette.language == "en"
    assert gazette.author == ""


def test_a_byline_above_the_article_names_its_author_and_one_below_does_not():
    prose = "\n\n".join([*PROSE, *(p.replace("the", "a") for p in PROSE), *(p.upper() for p in PROSE)])
    above = read_page(f"A title of words\n\nBy Mara Venn and Jon Ask\n\n{prose}".encode(), ".txt")
    below = read_page(f"A title of words\n\n{PROSE[0]}\n\nBy Mara Venn\n\n{prose}".encode(), ".txt")
    assert (above.author, below.author) == ("Mara Venn and Jon Ask", "")
