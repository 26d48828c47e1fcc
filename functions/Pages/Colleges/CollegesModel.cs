using NodaTime;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>The colleges that the reader sees.</summary>
/// <param name="At">When it was read what came from them; null where it is of this moment.</param>
public sealed record CollegesModel(IReadOnlyList<CollegePulse> Pulses, Instant? At);
