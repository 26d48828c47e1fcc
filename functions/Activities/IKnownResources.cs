using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities;

/// <summary>A resource as far as activities must know it.</summary>
public sealed record KnownResource(ResourceId Id, bool IsWithdrawn, IReadOnlyList<string> Aliases);

/// <summary>Which resources there are. The feature that keeps them knows activities, so it answers from behind an interface.</summary>
public interface IKnownResources
{
    /// <summary>All of them as they are now, those that were withdrawn included.</summary>
    Task<IReadOnlyCollection<KnownResource>> AllAsync(CancellationToken cancellationToken);

    /// <summary>The same text for each way of writing one address of a learning platform.</summary>
    string SameAddress(string address);
}
