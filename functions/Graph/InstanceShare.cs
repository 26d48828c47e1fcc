namespace Pathway.Functions.Graph;

/// <summary>How many requests at once an instance of the app may have at the mailbox, and until when.</summary>
public sealed record InstanceShare(string Instance, int Requests, DateTimeOffset Until)
{
    /// <summary>
    /// What the instance at <paramref name="rank"/> of so many should have: all of it alone, else its part of what there is.
    /// </summary>
    public static int Fair(int rank, int instances, int most) => (most / instances) + (rank < most % instances ? 1 : 0);
}
