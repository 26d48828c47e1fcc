using System.Globalization;
using Pathway.Functions.Http;
using Pathway.Functions.Privacy.Retention;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Privacy.Evidence;

/// <summary>The pack in the words of a person, and how it looks on paper.</summary>
internal static class EvidenceWords
{
    public const string Sheet = DocumentStyle.Sheet + """
        main { max-width: 62rem; margin: 0 auto; padding: 1.5rem; background: var(--sheet); }
        h1 { margin: 0; }
        h2 { margin: 2rem 0 .5rem; border-bottom: 2px solid var(--ink); }
        h3 { margin: 1.25rem 0 .25rem; }
        th, td { padding: .3rem .6rem .3rem 0; }
        tbody th { font-weight: 600; width: 11rem; }
        .fields { font-size: .8rem; overflow-wrap: anywhere; }
        .frame { border: 1px dashed var(--field); min-height: 3rem; padding: .5rem; color: var(--soft); }
        @media print { body { font-size: 11px; } main { max-width: none; padding: 0; } }

        """ + DocumentStyle.StackedTables;

    public static string Day(DateTimeOffset at) => LondonClock.DateOf(at).ToString("d MMMM uuuu", CultureInfo.InvariantCulture);

    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static IEnumerable<(string Name, string Value)> Lines(Flow flow) =>
    [
        ("From", flow.From), ("To", flow.To), ("Purpose", flow.Purpose), ("Fields", flow.Fields),
        ("Controller", flow.Controller), ("Processor", flow.Processor), ("Recipients", flow.Recipients),
        ("Rests in", flow.RestsIn), ("Protection", flow.Protection),
    ];

    public static string LastPurge(PurgeRecord? last) => last is null
        ? "The nightly purge has not run yet."
        : $"The last purge ran on {Day(last.At)} and took {Took(last)}{(last.Complete ? "." : "; the rest goes another night.")}";

    public static string Holds(IReadOnlyList<string> holds) =>
        holds.Count == 0 ? "There is no legal hold." : $"A legal hold keeps {string.Join(", ", holds)}.";

    private static string Took(PurgeRecord last) => last.Took.Values.Sum() == 0
        ? "nothing"
        : string.Join(
            ", ", last.Took.Where(took => took.Value > 0).Select(took => $"{Count(took.Value)} of {took.Key}"));
}
