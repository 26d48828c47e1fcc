using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources.Links;

/// <summary>
/// Who opens a resource. <see cref="College"/> is null for a person of no college, whose use counts for none.
/// </summary>
/// <param name="Door">The way they came: the same link, or signing in. Uses within one minute through one door are
/// one use.</param>
public sealed record ResourceReader(CollegeId? College, string Door);
