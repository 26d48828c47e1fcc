using System.Security.Cryptography;

namespace Pathway.Functions.Colleges;

/// <summary>A college's hashes of learners and of facts, keyed once and used again by one delivery after the other.</summary>
public sealed class DeliveryHashes(IncrementalHash learners, IncrementalHash facts)
{
    public IncrementalHash Learners => learners;

    public IncrementalHash Facts => facts;
}
