using System.Globalization;
using NodaTime.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.Digests.Content;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Pages.Engagement;

/// <summary>Gives figures the names people know; things come the most used first, times in their order.</summary>
public sealed class FigureLines(ActivityTable activities, ResourceCatalogue resources, CollegeTable register)
{
    public async Task<IReadOnlyList<FigureLine>> ReadAsync(
        FiguresTable figures, FiguresBy by, BritishDates dates, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(by, cancellationToken);
        var lines = figures.Rows.Select(row => new FigureLine(
            by switch
            {
                FiguresBy.Day => dates.Day(LocalDatePattern.Iso.Parse(row.Key).Value),
                FiguresBy.Week when IsoWeek.TryParse(row.Key, out var week) => DigestWords.Window(week),
                FiguresBy.Verb => Capital(row.Key.Replace('-', ' ')),
                _ => names.GetValueOrDefault(row.Key, row.Key),
            },
            AddressOf(by, row.Key, names),
            row.Learners,
            row.Events,
            row.Minutes));
        return by is FiguresBy.Day or FiguresBy.Week or FiguresBy.Term
            ? [.. lines]
            : [.. lines.OrderByDescending(line => line.Learners ?? -1).ThenByDescending(line => line.Events ?? -1)];
    }

    private async Task<IReadOnlyDictionary<string, string>> NamesAsync(FiguresBy by, CancellationToken cancellationToken) =>
        by switch
        {
            FiguresBy.Activity => (await activities.AllAsync(cancellationToken)).ToDictionary(
                activity => activity.Id.ToString(), activity => activity.Definition.Title, StringComparer.Ordinal),
            FiguresBy.Resource => (await resources.AllAsync(cancellationToken)).Values.ToDictionary(
                resource => resource.Id.ToString(), resource => resource.Definition.Title, StringComparer.Ordinal),
            FiguresBy.College => (await register.AllAsync(cancellationToken)).ToDictionary(
                college => college.Id.ToString(), college => college.Definition.Name, StringComparer.Ordinal),
            _ => new Dictionary<string, string>(StringComparer.Ordinal),
        };

    private static string? AddressOf(FiguresBy by, string key, IReadOnlyDictionary<string, string> names) => by switch
    {
        _ when !names.ContainsKey(key) => null,
        FiguresBy.Activity => PageAddress.To(ActivityId.Parse(key)),
        FiguresBy.Resource => PageAddress.To(ResourceId.Parse(key)),
        FiguresBy.College => PageAddress.To(CollegeId.Parse(key)),
        _ => null,
    };

    private static string Capital(string word) =>
        word.Length == 0 ? word : string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(word[0])}{word[1..]}");
}
