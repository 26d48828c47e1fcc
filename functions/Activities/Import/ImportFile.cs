using Pathway.Functions.Http;

namespace Pathway.Functions.Activities.Import;

/// <summary>What a file holds, as far as it could be read, and what is wrong with its form.</summary>
internal sealed record ImportFile(IReadOnlyList<ImportEntry> Entries, IReadOnlyList<Fault> Faults);
