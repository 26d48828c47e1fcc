using Microsoft.Extensions.Options;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Retention;

/// <summary>Dead letters that nobody replayed or dismissed. The claims they name are orphans from then on.</summary>
public sealed class DeadLetterRetention(
    DeadLetterTable letters, LegalHolds holds, IOptions<PrivacyOptions> options, TimeProvider time) : IRetention
{
    public string Name => nameof(StorageTable.DeadLetters);

    public async Task<RetentionLine> CountAsync(CancellationToken cancellationToken)
    {
        var over = await OverAsync(cancellationToken);
        return new RetentionLine(
            Name,
            over.Count,
            over.Count == 0 ? null : EngagementKey.Iso(LondonClock.DateOf(over.Min(letter => letter.At))),
            $"A dead letter is given up after {options.Value.DeadLetterDays} days.");
    }

    public async Task PurgeAsync(TransactionBudget budget, CancellationToken cancellationToken)
    {
        foreach (var letter in await OverAsync(cancellationToken))
        {
            if (!budget.TrySpend())
                return;
            await letters.DismissAsync(letter.Id, cancellationToken);
            budget.Take(1);
        }
    }

    private async Task<List<DeadLetter>> OverAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().AddDays(-options.Value.DeadLetterDays);
        return await letters.ListAsync(after: "", cancellationToken)
            .Where(
                letter => letter.At < before && !(FactMessage.TryReadCollege(letter.Body) is { } college && holds.Holds(college)))
            .ToListAsync(cancellationToken);
    }
}
