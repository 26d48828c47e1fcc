using System.Text.Json;
using NodaTime;

namespace Pathway.Local.Demo;

/// <summary>The weeks before last, back to the September of the year before: terms, holidays, and more learners as it goes on.</summary>
internal sealed class DemoYear(DemoClient client, LocalDate lastMonday)
{
    private const int WeeksADelivery = 4;

    private static readonly (string Title, string Employer)[] Held =
    [
        ("Robots in surgery", "CMR Surgical"), ("How a vaccine is made", "Harbour Biologics"),
        ("Sleep, light and shift work", "St Brigid's Hospital"), ("Designing an app for asthma", "PulseWorks"),
        ("Data that saves an ambulance a minute", "Riverside NHS Trust"), ("Prosthetics from a printer", "Limbwise"),
        ("The pharmacy of the future", "Northbank Imaging"), ("Reading a genome", "Helix Institute"),
        ("What a health economist does", "Open Records Trust"), ("Hearing with a chip", "CareLink"),
        ("A day in a laboratory", "Northern Trust"), ("Virtual wards", "CareLink"),
    ];

    public async Task TellAsync(
        IReadOnlyDictionary<string, string> secrets, IReadOnlyList<string> resources, CancellationToken cancellationToken)
    {
        var weeks = Weeks();
        await client.StepAsync(
            "past activities", () => PlanAsync(weeks, cancellationToken), planned => $"{planned} since {weeks[0].Monday:MMMM yyyy}");
        await client.StepAsync(
            "past events", () => ReportAsync(weeks, secrets, resources, cancellationToken), events => $"{events} in {weeks.Count} weeks");
        await client.StepAsync("past digests", () => DigestsAsync(cancellationToken), asked => $"{asked} of three weeks");
    }

    /// <summary>Teaching weeks only: half terms, Christmas, Easter and summer are left out.</summary>
    private IReadOnlyList<DemoWeek> Weeks()
    {
        var start = Start(lastMonday);
        var mondays = new List<LocalDate>();
        for (var monday = start.With(DateAdjusters.NextOrSame(IsoDayOfWeek.Monday)); monday < lastMonday; monday = monday.PlusWeeks(1))
        {
            if (!IsHoliday(monday))
                mondays.Add(monday);
        }

        return [.. mondays.Select((monday, number) => new DemoWeek(monday, number, IsHeld(number) ? IdOf(number) : null))];
    }

    /// <summary>The first day of the academic year before this one.</summary>
    public static LocalDate Start(LocalDate lastMonday) =>
        new(lastMonday.Month >= 9 ? lastMonday.Year - 1 : lastMonday.Year - 2, 9, 1);

    private static bool IsHoliday(LocalDate monday) => (monday.Month, monday.Day) switch
    {
        (10, >= 24) or (12, >= 19) or (1, <= 2) or (2, >= 13 and <= 19) or (4, <= 14) or (5, >= 25) => true,
        (7, >= 20) or (8, _) => true,
        _ => false,
    };

    private static bool IsHeld(int number) => number % 4 == 1;

    private static string IdOf(int number) => $"past-{number:D2}";

    private async Task<int> PlanAsync(IReadOnlyList<DemoWeek> weeks, CancellationToken cancellationToken)
    {
        var held = weeks.Where(week => week.Activity is not null).ToList();
        foreach (var (at, week) in held.Index())
        {
            var (title, employer) = Held[at % Held.Length];
            var day = week.Monday.PlusDays(2);
            await client.SendAsync(
                HttpMethod.Put,
                $"/api/activities/{week.Activity}",
                new
                {
                    kind = "masterclass",
                    title,
                    employer,
                    description = $"An expert from {employer} shows how it is done, and takes your questions.",
                    start = $"{day:yyyy-MM-dd}T14:00:00",
                    end = $"{day:yyyy-MM-dd}T15:00:00",
                    timeZone = "Europe/London",
                    online = true,
                    audience = "all",
                    purpose = "See how people in health use what you learn",
                },
                cancellationToken);
        }

        return held.Count;
    }

    private async Task<int> ReportAsync(
        IReadOnlyList<DemoWeek> weeks,
        IReadOnlyDictionary<string, string> secrets,
        IReadOnlyList<string> resources,
        CancellationToken cancellationToken)
    {
        // What a real system sends in a year comes here in a few seconds.
        foreach (var college in secrets.Keys)
            await client.SendAsync(
                HttpMethod.Patch, $"/api/colleges/{college}", new { eventsPerMinute = 60_000 }, cancellationToken);
        var sent = await Task.WhenAll(secrets.Select(async college =>
        {
            var (system, events) = (new CollegeSystem(college.Key, college.Value, client.App), 0);
            var reported = college.Key == DemoProgramme.Silent ? weeks.Where(week => week.Monday < lastMonday.PlusWeeks(-2)) : weeks;
            foreach (var some in reported.Chunk(WeeksADelivery))
                events += await system.ReportPastAsync(some, resources, cancellationToken);
            return events;
        }));
        await DemoClient.UntilAsync("every event is counted", async () => await IsCompleteAsync(cancellationToken), cancellationToken);
        return sent.Sum();
    }

    private async Task<bool> IsCompleteAsync(CancellationToken cancellationToken) =>
        (await client.GetAsync("/api/engagement?by=term", cancellationToken)).GetProperty("complete").GetBoolean();

    private async Task<int> DigestsAsync(CancellationToken cancellationToken)
    {
        var asked = 0;
        foreach (var back in new[] { 3, 2, 1 })
        {
            var week = DemoRun.Week(lastMonday.PlusWeeks(-back));
            var answer = await client.SendAsync(HttpMethod.Post, $"/api/digests/{week}", null, cancellationToken);
            asked += answer.GetProperty("asked").GetInt32();
        }

        await DemoClient.UntilAsync(
            "the past digests are delivered",
            async () => (await client.MailAsync(cancellationToken)).Count(IsMessage) >= asked,
            cancellationToken);
        return asked;
    }

    private static bool IsMessage(JsonElement mail) => mail.GetProperty("kind").GetString() == "message";
}
