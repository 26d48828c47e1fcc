using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Resources.Links;

/// <summary>
/// Who opens a resource. <see cref="College"/> is null for a person of no college, whose use counts for none.
/// </summary>
/// <param name="Door">The way they came: the same link, or signing in. Uses within one minute through one door are
/// one use.</param>
/// <param name="Sees">What there is for them.</param>
public sealed record ResourceReader(CollegeId? College, string Door, Predicate<Resource> Sees);
