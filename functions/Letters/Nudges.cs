using Pathway.Functions.Activities;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Letters;

/// <summary>The manager's word to those who have not answered: once a day at most for each college.</summary>
public sealed class Nudges(LetterTable table, UnansweredColleges unanswered, LondonClock clock)
{
    public async Task<NudgeView> AskAsync(Activity activity, CancellationToken cancellationToken)
    {
        var (asked, already) = (new List<string>(), new List<string>());
        var silent = await unanswered.ReadAsync(activity, cancellationToken);
        foreach (var college in silent.Select(id => id.ToString()).Order(StringComparer.Ordinal))
        {
            var key = new LetterKey(activity.Id, LetterKind.Nudge, clock.Today, college);
            var isNew = await table.FindAsync(key, cancellationToken) is null
                && await table.SaveAsync(new LetterSlot(key, LetterState.Waiting), cancellationToken) is not null;
            (isNew ? asked : already).Add(college);
        }

        return new NudgeView(asked, already);
    }
}
