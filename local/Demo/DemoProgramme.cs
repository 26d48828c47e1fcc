using NodaTime;
using NodaTime.Text;

namespace Pathway.Local.Demo;

/// <summary>A term of the pathway at ten invented colleges, dated around today.</summary>
internal static class DemoProgramme
{
    public static IReadOnlyList<(string Id, string Name)> Colleges { get; } =
    [
        ("utc-northgate", "UTC Northgate"), ("utc-harbourside", "UTC Harbourside"), ("utc-millfield", "UTC Millfield"),
        ("utc-oakwood", "UTC Oakwood"), ("utc-riverside", "UTC Riverside"), ("utc-kingsbridge", "UTC Kingsbridge"),
        ("utc-westmoor", "UTC Westmoor"), ("utc-lakeside", "UTC Lakeside"), ("utc-stonebridge", "UTC Stonebridge"),
        ("utc-eastfield", "UTC Eastfield"),
    ];

    /// <summary>In the demo's year its systems stop sending some weeks ago, and nobody has noticed yet.</summary>
    public const string Silent = "utc-westmoor";

    /// <param name="since">The day since which it takes part; null for today.</param>
    public static object College(string id, string name, LocalDate? since) => new
    {
        name,
        since = since is { } day ? LocalDatePattern.Iso.Format(day) : null,
        contacts = new[] { $"pathway-lead@{id}.example.org" },
        audience = new[] { $"year-12@{id}.example.org", $"year-13@{id}.example.org", $"pathway-lead@{id}.example.org" },
        emailDomains = new[] { $"{id}.example.org" },
        allowedOrigins = new[] { $"mis.{id}.example.org" },
    };

    /// <summary>
    /// The activities with their ids; the first two masterclasses were last week, the third is this week.
    /// </summary>
    public static IReadOnlyList<(string Id, bool Online, object Body)> Activities(DemoDates dates) =>
        Activities(dates.LastMonday, dates.Session);

    private static IReadOnlyList<(string Id, bool Online, object Body)> Activities(
        LocalDate lastMonday, LocalDateTime session) =>
    [
        Masterclass(
            "how-an-ai-reads-an-x-ray", "How an AI reads an X-ray", "Northbank Imaging", Afternoon(lastMonday.PlusDays(1))),
        Masterclass("your-heart-in-a-wearable", "Your heart in a wearable", "PulseWorks", Afternoon(lastMonday.PlusDays(3))),
        Masterclass(
            "health-records-that-follow-you",
            "Health records that follow you",
            "Open Records Trust",
            session),
        Masterclass("genomics-on-a-laptop", "Genomics on a laptop", "Helix Institute", Afternoon(lastMonday.PlusDays(15))),
        Masterclass(
            "designing-for-a-ward-at-night",
            "Designing for a ward at night",
            "St Brigid's Hospital",
            Afternoon(lastMonday.PlusDays(22))),
        Masterclass(
            "keeping-patients-data-safe", "Keeping patients' data safe", "Sentinel Health", Afternoon(lastMonday.PlusDays(29))),
        Project("remote-care-for-a-grandparent", "Remote care for a grandparent", "CareLink", lastMonday),
        Project("a-quieter-waiting-room", "A quieter waiting room", "Riverside NHS Trust", lastMonday.PlusDays(3)),
        ("health-hack", false, new
        {
            kind = "competition",
            title = "Health Hack",
            description = "Teams of four build something a clinic could use. Finals in public.",
            employer = "Northbank Imaging",
            start = At(lastMonday.PlusDays(28), 9),
            end = At(lastMonday.PlusDays(42), 17),
            timeZone = "Europe/London",
            online = false,
            audience = "all",
            milestones = new[]
            {
                new { title = "Entries close", at = At(lastMonday.PlusDays(28), 17) },
                new { title = "Final", at = At(lastMonday.PlusDays(42), 10) },
            },
        }),
    ];

    public static IReadOnlyList<(string Title, string Kind, string File, string ContentType, string Text)> Resources { get; } =
    [
        ("Reading an X-ray: a first look", "worksheet", "reading-an-x-ray.md", "text/markdown",
            "# Reading an X-ray\n\nStart at the edges. Name what you see before you say what it means.\n"),
        ("What a heart rate can and cannot tell", "slides", "heart-rate.md", "text/markdown",
            "# What a heart rate can and cannot tell\n\nA number is a question, not an answer.\n"),
        ("Project brief: remote care", "brief", "remote-care.md", "text/markdown",
            "# Remote care\n\nMeet somebody who lives alone. Listen first.\n"),
        ("Consent and personal data, in one page", "guide", "consent.txt", "text/plain",
            "Ask. Explain. Keep as little as you can. Delete what you no longer need.\n"),
    ];

    private static (string Id, bool Online, object Body) Masterclass(
        string id, string title, string employer, LocalDateTime start) =>
        (id, true, new
        {
            kind = "masterclass",
            title,
            description = $"An expert from {employer} shows how it is done, and takes your questions.",
            employer,
            start = Iso(start),
            end = Iso(start.PlusHours(1)),
            timeZone = "Europe/London",
            online = true,
            audience = "all",
        });

    private static (string Id, bool Online, object Body) Project(
        string id, string title, string employer, LocalDate on) =>
        (id, false, new
        {
            kind = "project",
            title,
            description = $"Six weeks with {employer}: a real question, a real deadline.",
            employer,
            start = At(on, 9),
            end = At(on.PlusDays(42), 17),
            timeZone = "Europe/London",
            online = false,
            audience = "all",
            milestones = new[]
        {
            new { title = "Briefing", at = At(on, 10) },
            new { title = "Checkpoint", at = At(on.PlusDays(21), 10) },
            new { title = "Deadline", at = At(on.PlusDays(42), 17) },
        },
        });

    private static LocalDateTime Afternoon(LocalDate date) => date.At(new LocalTime(14, 0));

    private static string At(LocalDate date, int hour) => Iso(date.At(new LocalTime(hour, 0)));

    private static string Iso(LocalDateTime time) => LocalDateTimePattern.GeneralIso.Format(time);
}
