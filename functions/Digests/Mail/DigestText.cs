using System.Text;
using Pathway.Functions.Digests.Content;

namespace Pathway.Functions.Digests.Mail;

/// <summary>A digest as plain text, for who reads mail without HTML and for a quick look at the API.</summary>
public static class DigestText
{
    public static string For(CollegeDigest digest)
    {
        var text = new TextPage();
        text.Title(
            $"{digest.Programme} - {digest.College}",
            DigestWords.Window(digest.Slot.Week),
            DigestWords.Notice(digest.Request));
        text.Section("LAST WEEK");
        text.Line(
            $"Sessions: {DigestWords.Number(digest.Week.Sessions)} ({DigestWords.Compared(digest.Week.Before?.Sessions)})");
        text.Line(
            $"Learners active: {DigestWords.Number(digest.Week.Learners)} ({DigestWords.Compared(digest.Week.Before?.Learners)})");
        text.Line(
            $"Time spent: {DigestWords.Time(digest.Week.Minutes)} ({DigestWords.ComparedTime(digest.Week.Before?.Minutes)})");
        if (digest.Week.Events == 0)
            text.Line("Nothing was reported for this week.");
        text.Attention(digest.Attention);
        text.Rows("BY ACTIVITY", digest.Activities);
        text.Rows("BY RESOURCE", digest.Resources);
        text.Coming(digest.Coming);
        if (digest.Fresh.Count > 0)
            text.Section("NEW IN THE LIBRARY");
        foreach (var resource in digest.Fresh)
            text.Item(
                $"{resource.Title} ({resource.Kind}, {(resource.IsNew ? "new" : "new version")})",
                resource.Summary,
                resource.Link);
        text.Footer(
            digest.Completeness.Words,
            DigestWords.Elsewhere(digest.Week),
            $"{DigestWords.Covers(digest.Slot.Week)} Learners are counted once each.");
        return text.ToString();
    }

    public static string For(ProgrammeDigest digest)
    {
        var text = new TextPage();
        text.Title(
            $"{digest.Programme} - all colleges",
            DigestWords.Window(digest.Slot.Week),
            DigestWords.Notice(digest.Request));
        text.Section("LAST WEEK");
        text.Line($"Sessions: {DigestWords.Number(digest.Sessions)} ({DigestWords.Compared(digest.Before?.Sessions)})");
        text.Line($"Learners active: {digest.Learners} ({DigestWords.Compared(digest.Before?.Learners)})");
        text.Line(
            $"Time spent: {DigestWords.Time(digest.Minutes)} ({DigestWords.ComparedTime(digest.Before?.Minutes)})");
        text.Attention(digest.Attention);
        text.Section("COLLEGE BY COLLEGE");
        foreach (var line in digest.Colleges)
            text.Item(
                $"{line.College}: {DigestWords.Plural(line.Sessions, "session")}, "
                    + $"{line.Learners} learners, {DigestWords.Time(line.Minutes)}",
                line.State,
                DigestWords.Against(line) ?? "");
        if (digest.HidesSmallNumbers)
            text.Line(DigestWords.Hidden);
        text.Coming(digest.Coming);
        text.Footer(
            digest.Completeness.Words,
            null,
            $"{DigestWords.Covers(digest.Slot.Week)} Learners are counted once at each college, "
                + "and figures are rounded to the nearest five.");
        return text.ToString();
    }

    private sealed class TextPage
    {
        private readonly StringBuilder text = new();

        public void Line(string line) => text.Append(line).Append('\n');

        public void Section(string title) => text.Append('\n').Append(title).Append('\n');

        public void Title(string title, string window, string? notice)
        {
            Line(title);
            Line(window);
            if (notice is not null)
                Line(notice);
        }

        public void Item(string title, params IReadOnlyList<string> details)
        {
            Line($"* {title}");
            foreach (var detail in details.Where(detail => detail.Length > 0))
                Line($"  {detail}");
        }

        public void Attention(IReadOnlyList<Attention> items)
        {
            if (items.Count > 0)
                Section("WHAT NEEDS A HAND");
            foreach (var item in items)
                Item(item.What, item.Remedy);
        }

        public void Rows(string title, IReadOnlyList<WeekRow> rows)
        {
            if (rows.Count > 0)
                Section(title);
            foreach (var bar in DigestWords.Bars(rows))
                Line($"* {bar.Label} ({bar.Note}): {bar.Figure}");
        }

        public void Coming(IReadOnlyList<ComingItem> items)
        {
            Section("WHAT IS COMING");
            if (items.Count == 0)
                Line("Nothing is planned for the next four weeks.");
            foreach (var item in items)
            {
                Item(
                    $"{DigestWords.DayName(item.Starts.Date)} {item.Starts.Day} {DigestWords.MonthName(item.Starts.Date)}: {item.Title}",
                    DigestWords.Describe(item),
                    item.Responses is { } said ? DigestWords.Responses(said) : "",
                    item.JoinUrl is { } link ? $"Join in Teams: {link}" : "");
            }
        }

        public void Footer(string completeness, string? elsewhere, string covers)
        {
            Section("ABOUT THESE FIGURES");
            Line(completeness);
            if (elsewhere is not null)
                Line(elsewhere);
            Line(covers);
        }

        public override string ToString() => text.ToString();
    }
}
