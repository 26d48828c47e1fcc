using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Events;

namespace Pathway.Functions.Tests.Calendars;

public sealed class EventBodyTests
{
    private const string Teams = "<br>\r\n<div style=\"margin-bottom:24px\">____</div><div class=\"me-email-text\"><a href=\"https://teams.microsoft.com/l/1?a=1&amp;b=2\">Join</a></div>";

    [Theory]
    [InlineData("<div id=\"pathway\">{0}</div><div id=\"pathway-end\"></div>")]
    [InlineData("<div id=pathway style=\"x\">{0}</div>\r\n<div id='pathway-end'>&nbsp;</div>")]
    [InlineData("<div class=\"x_pathway\">{0}</div><div class=\"x_pathway-end\"></div>")]
    [InlineData("<DIV class=\"a\" ID=\"pathway\">{0}<div>nested</div></DIV><DIV ID=\"pathway-end\"><br></DIV>")]
    public void Replaces_our_part_as_Exchange_writes_it_and_nothing_else(string ours)
    {
        var body = $"<html><body>Hello {string.Format(null, ours, "<p>old</p>")}{Teams}</body></html>";

        Assert.Equal(
            $"<html><body>Hello {Part("new")}{Teams}</body></html>",
            EventBody.Splice(body, Part("new"), hasPart: true));
    }

    [Fact]
    public void Puts_our_part_first_into_a_body_that_has_none() =>
        Assert.Equal(
            $"<html><body lang=\"en\">{Part("new")}My own words{Teams}</body></html>",
            EventBody.Splice($"<html><body lang=\"en\">My own words{Teams}</body></html>", Part("new"), hasPart: false));

    [Fact]
    public void Leaves_a_body_alone_whose_marks_Exchange_rewrote_away() =>
        Assert.Null(
            EventBody.Splice($"<html><body><div><p>old</p></div><div></div>{Teams}</body></html>", Part("new"), hasPart: true));

    [Fact]
    public void Takes_our_part_away_when_there_is_nothing_to_say() =>
        Assert.Equal(Teams, EventBody.Splice(Part("old") + Teams, "", hasPart: true));

    [Fact]
    public void Writes_words_as_words()
    {
        Assert.Equal("", Part(""));
        Assert.Contains(
            "<p>a &lt;b&gt; &amp; c<br>d</p><p>e</p>", Part("a <b> & c\nd\r\n\r\ne"), StringComparison.Ordinal);
    }

    [Fact]
    public void Carries_the_meetings_link_into_a_later_shard()
    {
        Assert.Contains(
            "<p>text</p><p><a href=\"https://teams.example/1?a=1&amp;b=2\">",
            EventBody.WithLink(Part("text"), "https://teams.example/1?a=1&b=2"),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "<div id=\"pathway\" class=\"pathway\"><p><a",
            EventBody.WithLink("", "https://teams.example/1"),
            StringComparison.Ordinal);
    }

    private static string Part(string description) => EventBody.Part(
        new ActivityDefinition
        {
            Kind = ActivityKind.Masterclass,
            Title = "t",
            Description = description,
            Start = new(2026, 12, 2, 10, 0),
            End = new(2026, 12, 2, 11, 0),
            TimeZone = "Europe/London",
        },
        links: null);
}
