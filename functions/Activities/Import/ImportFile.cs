using Pathway.Functions.Http;

namespace Pathway.Functions.Activities.Import;

/// <summary>What a file holds, as far as it could be read, and what is wrong with its form.</summary>
/// <param name="Entries">The first, as many as are taken.</param>
/// <param name="Notes">How the file was read, in words.</param>
internal sealed record ImportFile(IReadOnlyList<ImportEntry> Entries, FaultTally Faults, IReadOnlyList<string> Notes)
{
    /// <summary>What one entity group transaction takes.</summary>
    public const int MostActivities = 100;

    /// <summary>Complains of more than are taken; the rest is not looked at.</summary>
    public static void Limit(int count, int line, FaultTally faults)
    {
        if (count > MostActivities)
            faults.Add(
                new Fault("", $"The file holds {count} activities; at most {MostActivities} are taken at once.", line));
    }
}
