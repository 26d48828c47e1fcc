using Pathway.GraphSimulator.Mailboxes;

namespace Pathway.GraphSimulator.Page;

/// <summary>How many attendees have answered what.</summary>
internal sealed record Answers(int Accepted, int Tentative, int Declined, int Waiting)
{
    public static Answers From(IReadOnlyCollection<Attendee> attendees)
    {
        int Count(params string[] responses) => attendees.Count(attendee => responses.Contains(attendee.Response));
        return new Answers(
            Count("accepted"), Count("tentativelyAccepted"), Count("declined"), Count("none", "notResponded"));
    }

    public int All => Accepted + Tentative + Declined + Waiting;

    public Markup Render() => All == 0 ? Markup.From($"<p class=\"facts\">Nobody is invited.</p>") : Markup.From($"""
        <div class="bar" aria-hidden="true">{Bar(Accepted, "accepted")}{Bar(Tentative, "tentative")}{Bar(Declined, "declined")}</div>
        <ul class="answers"><li>{All} invited</li>{Items()}</ul>
        """);

    private IEnumerable<Markup> Items() =>
    [
        Item(Accepted, "accepted", "accepted"),
        Item(Tentative, "tentative", "tentative"),
        Item(Declined, "declined", "declined"),
        Item(Waiting, "waiting", "not answered"),
    ];

    private Markup Bar(int count, string style) =>
        Markup.From($"<i class=\"{style}\" style=\"width:{Share(count)}%\"></i>");

    private double Share(int count) => Math.Round(100.0 * count / All, 1);

    private static Markup Item(int count, string style, string words) =>
        Markup.When(count > 0, $"<li class=\"{style}\">{count} {words}</li>");
}
