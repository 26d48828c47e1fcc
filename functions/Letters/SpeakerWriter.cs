using System.Globalization;
using Microsoft.Extensions.Options;
using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Speakers;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Letters;

/// <summary>What speakers are written: before, the join link and the brief; afterwards thanks, and what came of it.</summary>
public sealed class SpeakerWriter(
    InvitationTable ledger,
    CollegeTable register,
    CounterReader counters,
    ResourceCatalogue resources,
    ResourceLinks links,
    IOptions<ProgrammeOptions> programme,
    LondonClock clock)
{
    public async Task<LetterText> WriteAsync(
        LetterKind kind, Activity activity, Speaker speaker, CancellationToken cancellationToken) =>
        kind == LetterKind.ThankYou
            ? await ThankAsync(activity, speaker, cancellationToken)
            : await RemindAsync(kind, activity, speaker, cancellationToken);

    private async Task<LetterText> RemindAsync(
        LetterKind kind, Activity activity, Speaker speaker, CancellationToken cancellationToken)
    {
        var definition = activity.Definition;
        var titles = await resources.TitlesAsync(definition.Resources, cancellationToken);
        var first = await ledger.FindAsync(activity.Id, new InvitationKey("", 0), cancellationToken);
        var invited = (await MembersAsync(cancellationToken)).Count(college => definition.Audience.Includes(college.Id));
        var when = When(definition);
        return new LetterText(
            programme.Value.Name,
            $"{(kind == LetterKind.WeekBefore ? "In a week" : "Tomorrow")}: {definition.Title}, {when}",
            definition.Title,
            $"{when}, UK time",
            $"Dear {speaker.Name},",
            [
                .. Paragraphs(
                    $"you speak at {definition.Title}. {(invited == 1 ? "1 college is" : $"{invited} colleges are")} invited.",
                    definition.Purpose,
                    definition.Description),
            ])
        {
            JoinUrl = definition.Online ? first?.JoinUrl : null,
            Outcomes = definition.Outcomes,
            Resources =
            [
                .. definition.Resources.Where(titles.ContainsKey)
                    .Select(resource => (titles[resource], links.Shared(resource, definition))),
            ],
        };
    }

    private async Task<LetterText> ThankAsync(Activity activity, Speaker speaker, CancellationToken cancellationToken)
    {
        var definition = activity.Definition;
        var figures = await SessionFigures.ReadAsync(
            activity, await MembersAsync(cancellationToken), counters, clock, cancellationToken);
        return new LetterText(
            programme.Value.Name,
            $"Thank you: {definition.Title}",
            definition.Title,
            $"{When(definition)}, UK time",
            $"Dear {speaker.Name},",
            [
                .. Paragraphs(
                    $"thank you for speaking at {definition.Title}.",
                    figures is { Learners: { } came, Colleges: { } from }
                        ? $"About {came} learners from {(from == 1 ? "1 college" : $"{from} colleges")} took part."
                        : "",
                    figures is { Rating: { } rating, Raters: { } raters }
                        ? string.Create(CultureInfo.InvariantCulture, $"About {raters} of them rated it, {rating:0.0} out of 5 on average.")
                        : ""),
            ]);
    }

    private string When(ActivityDefinition definition)
    {
        // Of a series the date that is next, or after all of them the last.
        var occurrence = definition.OccurrenceFrom(clock.Today);
        return new BritishDates(clock.Today).Span(London(occurrence.Start), London(occurrence.End));

        LocalDateTime London(LocalDateTime time) =>
            WallClock.At(time, definition.Zone).InZone(LondonClock.London).LocalDateTime;
    }

    private async Task<IReadOnlyList<College>> MembersAsync(CancellationToken cancellationToken) =>
        [.. (await register.AllAsync(cancellationToken)).Where(college => college.LeftAt is null)];

    private static IEnumerable<string> Paragraphs(params IEnumerable<string> texts) => texts
        .SelectMany(
            text => text.ReplaceLineEndings("\n")
                .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
