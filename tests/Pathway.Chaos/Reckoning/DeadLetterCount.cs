using System.Text.Json;
using Pathway.Chaos.Stack;

namespace Pathway.Chaos.Reckoning;

/// <summary>No dead letter without a reason; and what died of the times is done once they are better and it is replayed.</summary>
internal static class DeadLetterCount
{
    public static async Task JudgeAsync(ChaosStack stack, Tally tally, CancellationToken cancellationToken)
    {
        var letters = await ListAsync(stack, cancellationToken);
        tally.Count("dead letters", letters.Count);
        foreach (var letter in letters)
            tally.Expect(
                !string.IsNullOrWhiteSpace(letter.GetProperty("reason").GetString()),
                $"The dead letter {letter.GetProperty("id")} has no reason.");
        if (letters.Count == 0)
            return;

        foreach (var letter in letters)
        {
            var path = $"api/dead-letters/{Uri.EscapeDataString(letter.GetProperty("id").GetString()!)}/replay";
            await stack.People.Patience.InsistAsync(() => new HttpRequestMessage(HttpMethod.Post, path), cancellationToken);
        }

        await Settling.SettleAsync(stack, tally, cancellationToken);
        var left = await ListAsync(stack, cancellationToken);
        tally.Count("after replay", left.Count);
        foreach (var letter in left)
            tally.Expect(
                !string.IsNullOrWhiteSpace(letter.GetProperty("reason").GetString()),
                $"The dead letter {letter.GetProperty("id")} has no reason after its replay.");
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(ChaosStack stack, CancellationToken cancellationToken)
    {
        var letters = new List<JsonElement>();
        for (var after = ""; ;)
        {
            var page = await stack.People.ReadAsync($"api/dead-letters?after={Uri.EscapeDataString(after)}", cancellationToken);
            var items = page.GetProperty("items").EnumerateArray().ToList();
            letters.AddRange(items);
            if (items.Count == 0 || !page.TryGetProperty("next", out var next) || next.ValueKind != JsonValueKind.String)
                return letters;
            after = items[^1].GetProperty("id").GetString()!;
        }
    }
}
