namespace Pathway.Functions.Engagement.Recording;

/// <summary>Where recording learns which objects are the programme's own: the activities, and the resources.</summary>
public interface INamedObjects
{
    /// <summary>
    /// Rises with each change made through this instance, so that what was read before is known to be old.
    /// </summary>
    long Edition { get; }

    /// <summary>All of them as they are now.</summary>
    Task<IReadOnlyCollection<NamedObject>> AllAsync(CancellationToken cancellationToken);
}
