using System.Runtime.CompilerServices;
using NodaTime;
using Pathway.Functions.Digests;
using Pathway.Functions.Digests.Content;
using Pathway.Functions.Digests.Mail;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Reports.Impact;

namespace Pathway.Functions.Tests.Digests;

/// <summary>
/// The mails and the printed report as they were looked at, at 320, 600 and 1,024 pixels, light and dark. A change of
/// the look is looked at again and kept with <c>UPDATE_GOLDEN=1 dotnet test --filter Golden</c>.
/// </summary>
public sealed class GoldenDigestTests
{
    private static readonly IsoWeek Week = new(2026, 47);

    [Fact]
    public async Task A_college_digest_looks_as_it_was_approved() =>
        await CompareAsync("college", (await DigestRendering.RenderAsync(College)).Html);

    [Fact]
    public async Task A_college_digest_reads_as_it_was_approved() =>
        await CompareAsync("college", (await DigestRendering.RenderAsync(College)).Text, "txt");

    [Fact]
    public async Task A_quiet_college_is_told_so() =>
        await CompareAsync("quiet", (await DigestRendering.RenderAsync(Quiet)).Html);

    [Fact]
    public async Task The_programme_digest_looks_as_it_was_approved() =>
        await CompareAsync("programme", (await DigestRendering.RenderAsync(Programme)).Html);

    [Fact]
    public async Task The_programme_digest_reads_as_it_was_approved() =>
        await CompareAsync("programme", (await DigestRendering.RenderAsync(Programme)).Text, "txt");

    [Fact]
    public async Task The_impact_report_looks_as_it_was_approved() =>
        await CompareAsync("impact", await StaticHtml.RenderAsync<ImpactPage>(nameof(ImpactPage.Report), Impact));

    [Fact]
    public async Task What_people_typed_is_text_and_never_markup()
    {
        var mail = await DigestRendering.RenderAsync(
            College with { College = "<script>alert(1)</script>", Attention = [new Attention("<b>", "\"'>")] });

        Assert.DoesNotContain("<script>", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", mail.Html, StringComparison.Ordinal);
    }

    private static CollegeDigest College { get; } = new(
        new SlotKey(Week, CollegeId.Parse("utc-leeds")),
        "Digital Health Pathway",
        "UTC Leeds",
        new CollegeWeek
        {
            Sessions = 3,
            Learners = 64,
            Minutes = 5_430,
            Events = 212,
            ElsewhereEvents = 17,
            LastSeen = "2026-11-20",
            Before = new WeekAverage(2.25, 51.5, 3_960),
        },
        Completeness.Full)
    {
        Activities =
        [
            new WeekRow("Genomics in the clinic: reading a patient's DNA", "masterclass", 58, 3_480, 58),
            new WeekRow("Design a ward that heals", "project", 21, 1_260, 34),
            new WeekRow("Code for care", "competition", 6, 0, 6),
        ],
        Resources =
        [
            new WeekRow("How hospitals keep data safe", "video", 41, 615, 66),
            new WeekRow("Worksheet: reading an ECG", "worksheet", 12, 75, 12),
        ],
        Coming =
        [
            new ComingItem(
                "AI in medical imaging",
                "masterclass",
                new LocalDateTime(2026, 11, 25, 10, 0),
                true,
                "Europe/London") { Employer = "Leeds Teaching Hospitals", JoinUrl = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x", Responses = new ComingResponses(2, 1, 0, 3) },
            new ComingItem(
                "First prototype: Design a ward that heals",
                "milestone of the project",
                new LocalDateTime(2026, 12, 4, 0, 0),
                false,
                "Europe/London"),
            new ComingItem(
                "Robots in surgery",
                "masterclass",
                new LocalDateTime(2026, 12, 9, 14, 30),
                true,
                "Europe/London") { Employer = "CMR Surgical", JoinUrl = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_y" },
        ],
        Fresh =
        [
            new FreshResource(
                "Careers in health data",
                "slides",
                true,
                "Twelve jobs, what they pay and how to get there.",
                "https://pathway.example.org/resources/careers?t=abc"),
        ],
        Attention =
        [
            new Attention(
                "1 address of your college cannot be invited.",
                "Exchange does not take it: tell the programme manager the right one."),
        ],
    };

    private static CollegeDigest Quiet { get; } = new(
        new SlotKey(Week, CollegeId.Parse("utc-derby"), 1),
        "Digital Health Pathway",
        "UTC Derby",
        new CollegeWeek(),
        new Completeness(false, "These figures may rise: 2 deliveries are still being counted."))
    {
        Attention =
        [
            new Attention(
                "Nothing has been reported for five weeks or more.",
                "Check with your IT team that the web hook or the log store of your learning platform still sends, and that its secret is the current one."),
        ],
        Request = new ResendRequest(
            "the first one went to a colleague who has left.",
            "manager@digital-health.example.org",
            new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero)),
    };

    private static ProgrammeDigest Programme { get; } = new(
        new SlotKey(Week, null),
        "Digital Health Pathway",
        [
            new CollegeLine("UTC Derby", 0, new Shown(0), new Shown(0), null, "Nothing has been reported for 21 days."),
            new CollegeLine("UTC Heathrow", 1, new Shown(null), new Shown(null), null, ""),
            new CollegeLine("UTC Leeds", 3, new Shown(64), new Shown(5_430), 51.5, ""),
            new CollegeLine(
                "UTC Oxfordshire and the Vale of White Horse",
                2,
                new Shown(38),
                new Shown(2_880),
                40,
                "Nobody to send its digest to."),
            new CollegeLine("UTC Warrington", 2, new Shown(null), new Shown(null), null, ""),
        ],
        Completeness.Full)
    {
        Sessions = 8,
        Learners = new Shown(131),
        Minutes = new Shown(10_140),
        Before = new WeekAverage(6, 118, 8_400),
        HidesSmallNumbers = true,
        Coming =
        [
            new ComingItem(
                "AI in medical imaging",
                "masterclass",
                new LocalDateTime(2026, 11, 25, 10, 0),
                true,
                "Europe/London") { Employer = "Leeds Teaching Hospitals", JoinUrl = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x", Responses = new ComingResponses(14, 3, 2, 21) },
        ],
        Attention =
        [
            new Attention(
                "1 delivery could not be counted.",
                "Problems says why: try one again once its cause is gone, or give it up.",
                "https://pathway.example.org/problems#letters",
                "Open Problems"),
        ],
    };

    private static ImpactReport Impact { get; } = new(
        "Digital Health Pathway", "2026-09-01", "2026-12-31", new ImpactPeriod("2025-09-01", "2025-12-31"), true)
    {
        Total = new RatedLine("total", "All colleges", 1_284, 3_912, 5_104.5, 640) { Ratings = 412, Rating = 4.3 },
        CollegesTakingPart = 3,
        CollegesInProgramme = 10,
        Sessions = 24,
        ResourcesPublished = 31,
        ResourcesUsed = 28,
        Repeat = new ImpactRepeat(1_131, 804),
        Targets =
        [
            new ImpactTarget("learners", 2_000, 1_284),
            new ImpactTarget("hours", 12_000, 5_104.5),
            new ImpactTarget("colleges", 12, 3),
        ],
        Colleges =
        [
            new ImpactLine("utc-derby", "UTC Derby", 212, 640, 812.5, 120),
            new ImpactLine("utc-heathrow", "UTC Heathrow", null, null, null, 60),
            new ImpactLine("utc-leeds", "UTC Leeds", 388, 1_310, 1_702, 201),
            new ImpactLine("utc-reading", "UTC Reading", 0, 0, 0, 0),
        ],
        YearGroups =
        [
            new ImpactLine("12", "Year 12", 701, 2_214, null),
            new ImpactLine("13", "Year 13", 540, 1_610, null),
            new ImpactLine("", "Not known", 43, 88, null),
        ],
        Kinds =
        [
            new ImpactLine("masterclass", "Masterclasses", 1_102, 3_310, 3_402.3),
            new ImpactLine("project", "Projects", 420, 602, 1_240),
            new ImpactLine("resource", "Resources", 911, 0, 462.2),
        ],
        Employers =
        [
            new ImpactLine("Leeds Teaching Hospitals", "Leeds Teaching Hospitals", 844, 1_920, 2_210),
            new ImpactLine("CMR Surgical", "CMR Surgical", null, null, null),
        ],
        Activities =
        [
            new RatedLine(
                "genomics",
                "Genomics in the clinic: reading a patient's DNA",
                602,
                602,
                590.2) { Ratings = 212, Rating = 4.4 },
            new RatedLine("robots", "Robots in surgery", null, null, null) { Ratings = null },
            new RatedLine("ward", "Design a ward that heals", 420, 602, 1_240),
        ],
        Resources = [new ImpactLine("ecg", "Worksheet: reading an ECG", 311, 0, 80.5)],
        Cost = new ImpactCost(60_328.77m, 46.99m, "GBP"),
        Quality =
        [
            "3 of 4 colleges reported; nothing came from UTC Reading.",
            "No attendance came for 1 of 14 masterclasses held: AI in imaging.",
            "The year group is known of 1,241 of 1,284 learners.",
        ],
        HidesSmallNumbers = true,
    };

    private static async Task CompareAsync(
        string name, string actual, string kind = "html", [CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(here)!, "Golden", $"{name}.{kind}");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            await File.WriteAllTextAsync(file, actual, TestContext.Current.CancellationToken);

        Assert.Equal(
            (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"),
            actual.ReplaceLineEndings("\n"));
    }
}
