using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Programme;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Digests;
using Pathway.Functions.Tests.Engagement.Onlooker;
using Pathway.Functions.Tests.Reports;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>
/// Somebody who is given everything that crosses colleges: each Sunday the figures of the week and of the year so far by whatever
/// they can be asked by, the funder's report, the encounters and the programme's digest, in the end what speakers are thanked with.
/// </summary>
internal sealed class YearOnlooker(AppUnderTest app, YearScene scene)
{
    public const string Speaker = "speaker@trust.example.org";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public HashSet<Shown> Shown { get; } = [];

    /// <summary>Colleges with their learners, and the activities, each with its speaker.</summary>
    public async Task PlanAsync()
    {
        foreach (var (place, college) in YearScene.Colleges.Index())
        {
            await app.JoinAsync(college);
            foreach (var year in YearScene.LearnersOf(place).GroupBy(YearScene.YearGroup).Where(year => year.Key != Sort.Unknown))
                await EncounterScene.EnrolAsync(app, college, 2026, year.Key, year.Select(EncounterScene.ReferenceOf));
        }

        await app.PlanAsync("genomics", Body("Genomics", "masterclass", "NHS Trust"));
        await app.PlanAsync("imaging", Body("Imaging", "masterclass", "Imaging Ltd"));
        await app.PlanAsync("ward", Body("Ward", "project", "NHS Trust"));
    }

    /// <summary>Lives through the weeks and reads on each Sunday evening.</summary>
    public async Task WatchAsync()
    {
        for (var week = 0; week < Span.Weeks; week++)
        {
            foreach (var (college, counter) in scene.Counters(Span.Week(week)))
                await app.CountAsync(college, counter);
            await LettersAsync(week);
            app.Time.AdjustTime(LondonClock.London.AtStartOfDay(TermScene.Date((7 * week) + 6)).ToDateTimeOffset().AddHours(20));
            await ReadAsync(week);
        }
    }

    /// <summary>Reads every week again and the year so far, as it is after something was changed.</summary>
    public async Task ReadAllAsync()
    {
        foreach (var week in Enumerable.Range(0, Span.Weeks))
            await ReadAsync(Span.Week(week), $"from={Iso(7 * week)}&to={Iso((7 * week) + 6)}");
        await ReadAsync(Span.SoFar(Span.Weeks - 1), "");
    }

    private async Task ReadAsync(int week)
    {
        await ReadAsync(Span.Week(week), $"from={Iso(7 * week)}&to={Iso((7 * week) + 6)}");
        if (week > 0)
            await ReadAsync(Span.SoFar(week), "");
        Shown.UnionWith(new DigestReading(week).Read(
            await app.Manager.GetStringAsync($"/api/digests/2026-W{37 + week}/programme?format=text", Cancellation)));
    }

    private async Task ReadAsync(Span span, string window)
    {
        var reading = new FiguresReading(span);
        foreach (var by in FiguresReading.Breakdowns(span))
            Shown.UnionWith(reading.Read(by, await app.Manager.GetFromJsonAsync<JsonElement>($"/api/engagement?{window}&by={by}", Cancellation)));
        Shown.UnionWith(new ImpactReading(span).Read(
            await app.Manager.GetFromJsonAsync<JsonElement>($"/api/reports/impact?{window}", Cancellation)));
        Shown.UnionWith(new EncounterReading(span).Read(
            await app.Manager.GetStringAsync($"/api/reports/encounters.csv?{window}", Cancellation)));
    }

    /// <summary>The masterclasses are on the last Friday and thanked for two days after it.</summary>
    private async Task LettersAsync(int week)
    {
        if (week < Span.Weeks - 1)
            return;
        for (var at = new DateTimeOffset(2026, 10, 16, 18, 0, 0, TimeSpan.Zero); at.Day < 19; at = at.AddHours(6))
        {
            app.Time.AdjustTime(at);
            await app.Host.InvokeAsync("SendLetters", cancellationToken: Cancellation);
        }

        Shown.UnionWith(app.Graph.Mail.Where(mail => mail.Kind == "message" && mail.To == Speaker)
            .SelectMany(mail => LetterReading.Read(mail.Subject, mail.Html ?? "")));
    }

    private static Dictionary<string, object?> Body(string title, string kind, string employer) => CalendarDriver.Masterclass(body =>
    {
        (body["title"], body["kind"], body["employer"]) = (title, kind, employer);
        (body["start"], body["end"]) = ("2026-10-16T14:00:00", "2026-10-16T15:00:00");
        body["speakers"] = new[] { new { name = "Dr Amara Nwosu", email = Speaker } };
    });

    private static string Iso(int day) => NodaTime.Text.LocalDatePattern.Iso.Format(TermScene.Date(day));
}
