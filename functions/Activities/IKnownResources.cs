namespace Pathway.Functions.Activities;

/// <summary>
/// Which resources there are. The feature that keeps them knows activities, so it answers from behind an interface.
/// </summary>
public interface IKnownResources
{
    /// <summary>All of them as they are now, those that were withdrawn included.</summary>
    Task<IReadOnlyCollection<KnownResource>> AllAsync(CancellationToken cancellationToken);
}
