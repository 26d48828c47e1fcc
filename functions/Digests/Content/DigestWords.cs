using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Digests.Content;

/// <summary>The words and numbers of a digest, the same in HTML and in text.</summary>
public static class DigestWords
{
    public const string Hidden = "A figure is hidden where fewer than five learners stand behind it.";

    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("d MMMM");
    private static readonly LocalDatePattern DayAndYear = LocalDatePattern.CreateWithInvariantCulture("d MMMM uuuu");

    public static string Subject(CollegeDigest digest) =>
        $"{Again(digest.Request)}{digest.College}: {Window(digest.Slot.Week)}";

    public static string Subject(ProgrammeDigest digest) =>
        $"{Again(digest.Request)}{digest.Programme}: {Window(digest.Slot.Week)}";

    /// <summary><c>16 to 22 November 2026</c>, with the first month or year where it differs.</summary>
    public static string Window(IsoWeek week)
    {
        var (monday, sunday) = (week.Monday, week.Sunday);
        var first = monday.Year != sunday.Year ? DayAndYear.Format(monday)
            : monday.Month != sunday.Month ? Day.Format(monday)
            : monday.Day.ToString(CultureInfo.InvariantCulture);
        return $"{first} to {DayAndYear.Format(sunday)}";
    }

    public static string Covers(IsoWeek week) =>
        $"This covers Monday {Day.Format(week.Monday)} 00:00 to Sunday {DayAndYear.Format(week.Sunday)} 24:00, UK time.";

    public static string Preheader(CollegeDigest digest) =>
        $"{Plural(digest.Week.Learners, "learner")} in {Plural(digest.Week.Sessions, "session")}, "
        + $"{Time(digest.Week.Minutes)}; {Plural(digest.Coming.Count, "thing")} coming up.";

    public static string Preheader(ProgrammeDigest digest) =>
        $"{digest.Learners} learners at {Plural(digest.Colleges.Count, "college")}, {Time(digest.Minutes)}; "
        + $"{Plural(digest.Attention.Count, "thing needs", "things need")} a hand.";

    public static string? Notice(ResendRequest? request) =>
        request is null ? null : $"Sent again on {DayAndYear.Format(LondonClock.DateOf(request.At))}: {request.Reason}";

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Minutes as a person says them: <c>45 min</c>, <c>3 h 20 min</c>, <c>41 h</c>.</summary>
    public static string Time(long minutes) => minutes switch
    {
        < 60 => $"{minutes} min",
        < 600 when minutes % 60 != 0 => $"{minutes / 60} h {minutes % 60} min",
        _ => $"{Number((long)Math.Round(minutes / 60.0))} h",
    };

    public static string Time(Shown minutes) => minutes.Value is { } value ? Time(value) : Shown.Hidden;

    public static string Compared(double? before) =>
        before is { } average ? $"usually {Round(average)}" : "nothing to compare yet";

    public static string ComparedTime(double? before) =>
        before is { } average ? $"usually {Time((long)Math.Round(average))}" : "nothing to compare yet";

    public static string? Against(CollegeLine line) =>
        line.Learners.Value is not null && line.LearnersBefore is { } before ? $"usually {Round(before)}" : null;

    public static string DayName(LocalDate date) => date.DayOfWeek.ToString()[..3];

    public static string MonthName(LocalDate date) =>
        CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(date.Month);

    /// <summary>Kind, employer and time; the zone only where it is not the UK's.</summary>
    public static string Describe(ComingItem item)
    {
        var time = item.HasTime
            ? $"{item.Starts.Hour:D2}:{item.Starts.Minute:D2}{(item.Zone == "Europe/London" ? "" : $" {item.Zone}")}"
            : null;
        return string.Join(
            ", ",
            new[]
            {
                time,
                item.Kind,
                item.Employer.Length > 0 ? $"with {item.Employer}" : null,
                item.Speakers.Length > 0 ? $"speaking: {item.Speakers}" : null,
            }.OfType<string>());
    }

    public static string Responses(ComingResponses said)
    {
        var answers = new[]
        {
            (Count: said.Accepted, Word: "accepted"),
            (Count: said.Tentative, Word: "tentative"),
            (Count: said.Declined, Word: "declined"),
            (Count: said.None, Word: "not answered"),
        };
        var parts = answers.Where(answer => answer.Count > 0).Select(answer => $"{answer.Count} {answer.Word}").ToList();
        return parts.Count == 0 ? "Nobody of your college is invited." : "Invitations: " + string.Join(", ", parts);
    }

    public static IReadOnlyList<MailBar> Bars(IReadOnlyList<WeekRow> rows)
    {
        var longest = rows.Count == 0 ? 1 : Math.Max(1, rows.Max(row => row.Learners));
        return
        [
            .. rows.Select(row => new MailBar(
                row.Title,
                row.Kind,
                row.Minutes > 0
                    ? $"{Plural(row.Learners, "learner")}, {Time(row.Minutes)}"
                    : Plural(row.Learners, "learner"),
                (int)Math.Round(100.0 * row.Learners / longest))),
        ];
    }

    public static string? Elsewhere(CollegeWeek week) => week.ElsewhereEvents == 0 || week.Events == 0
        ? null
        : $"{Math.Max(1, (int)Math.Round(100.0 * week.ElsewhereEvents / week.Events))}% of what your systems reported "
            + "was about things the programme does not know by their address; "
            + "an alias on the activity or resource names them.";

    public static string Plural(int count, string one, string? many = null) => count == 1
        ? $"1 {one}"
        : $"{Number(count)} {many ?? one + "s"}";

    private static string Again(ResendRequest? request) => request is null ? "" : "Sent again: ";

    private static string Round(double value) =>
        value >= 10 ? Number((long)Math.Round(value)) : value.ToString("0.#", CultureInfo.InvariantCulture);
}
