using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Http;
using Pathway.Functions.Http.Sheets;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Digests;
using Pathway.Testing;
using static Pathway.Functions.Tests.Digests.DigestScene;

namespace Pathway.Functions.Tests.Reports;

/// <summary>Encounters as a careers leader puts them before somebody who checks.</summary>
public sealed class EncounterTests
{
    private const string Window = "from=2026-11-01&to=2026-12-31";

    private static readonly string[] Columns =
    [
        "college", "collegeName", "date", "activity", "title", "kind", "employer", "yearGroup", "learners",
        "benchmark", "proof", "meeting", "plannedMinutes", "minutesEach", "submitted", "rated", "rating", "cohort",
        "sharePercent",
        "purpose", "outcomes", "shown", "notShown",
    ];

    [Fact]
    public async Task Are_listed_by_year_group_with_the_share_of_the_cohort()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync(
            "utc-leeds",
            new { name = "UTC Leeds", emailDomains = new[] { "utc-leeds.example.org" }, learners = new Dictionary<string, int>(StringComparer.Ordinal) { ["12"] = 160 } });
        await EncounterScene.EnrolAsync(
            app, "utc-leeds", 2026, 12, [EncounterScene.ReferenceOf(1), EncounterScene.ReferenceOf(2)]);
        await EncounterScene.EnrolAsync(app, "utc-leeds", 2025, 12, [EncounterScene.ReferenceOf(3)]);
        await app.CountAsync("utc-leeds", Attended("2026-11-17", "robots", 4, 200));

        var rows = await RowsAsync(app.As("tutor@utc-leeds.example.org", Caller.CoordinatorRole), "");

        Assert.Equal(
            ["12: 2 of 160, 1.3%", "13: 1 of , %", ": 1 of , %"],
            rows.Select(row => $"{row["yearGroup"]}: {row["learners"]} of {row["cohort"]}, {row["sharePercent"]}%"));
        Assert.All(
            rows,
            row => Assert.Equal(("robots", "", "50", "attended"), (row["title"], row["benchmark"] ?? "", row["minutesEach"], row["proof"])));
    }

    [Fact]
    public async Task A_masterclass_is_evidence_for_benchmark_5_and_says_what_is_shown()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PutOnceAsync("genomics", CalendarDriver.Masterclass(body =>
            (body["purpose"], body["outcomes"]) = ("See how images are read", new[] { "Name three jobs in imaging", "Say what AI cannot do" })));
        await app.CountAsync("utc-leeds", Attended("2026-12-02", "genomics", 30, 1_650), Rated("genomics", 10, 45));

        var row = Assert.Single(await RowsAsync(app.Manager, "&college=utc-leeds"));

        Assert.Equal(
            ("5", "virtual", "60", "55"),
            (row["benchmark"], row["meeting"], row["plannedMinutes"], row["minutesEach"]));
        Assert.Equal(("0", "10", "4.5"), (row["submitted"], row["rated"], row["rating"]));
        Assert.Equal("See how images are read", row["purpose"]);
        Assert.Equal("Name three jobs in imaging; Say what AI cannot do", row["outcomes"]);
        Assert.Equal("an employer; purpose; learning outcomes; taking part", row["shown"]);
        Assert.Equal("two-way interaction", row["notShown"]);
    }

    [Theory]
    [InlineData(
        "2026-11-20",
        "6",
        "an employer; taking part; a task handed in; the employer's feedback",
        "purpose; learning outcomes; two-way interaction; a range of people from the workplace")]
    [InlineData(
        "2026-12-20",
        "5",
        "an employer; taking part; a task handed in",
        "purpose; learning outcomes; two-way interaction; the employer's feedback (planned for 20 December 2026); a range of people from the workplace")]
    public async Task A_project_is_evidence_for_benchmark_6_once_its_employer_gave_feedback(
        string feedback, string benchmark, string shown, string notShown)
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PutOnceAsync("ward", CalendarDriver.Masterclass(body =>
            (body["kind"], body["online"], body["start"], body["milestones"]) = ("project", false, "2026-11-02T09:00:00", new[] { new { title = "Feedback from the Trust", at = feedback } })));
        await app.CountAsync(
            "utc-leeds",
            new Counter(Date("2026-11-18"), ObjectKind.Activity, "ward", FactVerb.Submitted) { Events = 12, Learners = Learners(1, 12) });

        var row = Assert.Single(await RowsAsync(app.Manager, "&college=utc-leeds"));

        Assert.Equal(
            (benchmark, "submitted", "12", "12", "in person"),
            (row["benchmark"], row["proof"], row["learners"], row["submitted"], row["meeting"]));
        Assert.Equal(("", shown, notShown), (row["plannedMinutes"] ?? "", row["shown"], row["notShown"]));
    }

    /// <summary>
    /// Of several colleges together: neither the three who handed in nor their day can be worked out from the rest of
    /// the rows.
    /// </summary>
    [Fact]
    public async Task Of_all_colleges_hide_small_numbers_in_every_column()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PutOnceAsync(
            "ward",
            CalendarDriver.Masterclass(body => (body["kind"], body["start"]) = ("project", "2026-11-02T09:00:00")));
        await EncounterScene.EnrolAsync(app, "utc-leeds", 2026, 12, Learners(1, 37).Select(EncounterScene.ReferenceOf));
        await app.CountAsync(
            "utc-leeds",
            Attended("2026-11-17", "ward", 40, 400),
            Attended("2026-11-24", "ward", 3, 30),
            new Counter(
                Date("2026-11-18"),
                ObjectKind.Activity,
                "ward",
                FactVerb.Submitted)
            { Events = 20, Learners = Learners(1, 20) },
            new Counter(
                Date("2026-11-19"),
                ObjectKind.Activity,
                "ward",
                FactVerb.Submitted)
            { Events = 3, Learners = Learners(21, 3) },
            Rated("ward", 2, 2));

        var rows = await RowsAsync(app.Manager, "");

        string Of(string date, string proof) =>
            string.Join(
                ' ',
                rows.Where(row => row["date"] == date && row["proof"] == proof).Select(row => $"{row["yearGroup"]}={row["learners"]}/{row["minutesEach"]}"));
        Assert.Equal("=40/10", Of("2026-11-17", "attended"));
        Assert.Equal("12=20/", Of("2026-11-18", "submitted"));
        Assert.Equal("", Of("2026-11-24", "attended"));
        Assert.Equal("", Of("2026-11-19", "submitted"));
        Assert.All(
            rows,
            row => Assert.Equal(("", "", ""), (row["rated"] ?? "", row["rating"] ?? "", row["sharePercent"] ?? "")));

        // Shown together, 23 and 20 would say 3.
        Assert.All(rows, row => Assert.Null(row["submitted"]));
    }

    private static Counter Rated(string activity, int learners, int sum) =>
        new(
            Date("2026-12-03"),
            ObjectKind.Activity,
            activity,
            FactVerb.Rated)
        { Events = learners, Ratings = learners, RatingSum = sum, Learners = Learners(1, learners) };

    private static async Task<IReadOnlyList<SheetRecord>> RowsAsync(HttpClient caller, string query)
    {
        var file = await caller.GetByteArrayAsync(
            $"/api/reports/encounters.csv?{Window}{query}", TestContext.Current.CancellationToken);
        var (sheet, fault) = SheetFile.Read(file, "utf-8", _ => true);
        Assert.Null(fault);
        var faults = new FaultTally();
        var rows = new SheetTable(sheet!, Columns).Read(faults);
        Assert.Equal(0, faults.Count);
        return rows;
    }
}
