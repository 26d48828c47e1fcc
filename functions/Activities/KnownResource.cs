using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities;

/// <summary>A resource as far as activities must know it.</summary>
public sealed record KnownResource(ResourceId Id, bool IsWithdrawn, IReadOnlyList<string> Aliases);
