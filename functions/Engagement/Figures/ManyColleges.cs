using System.Collections.Concurrent;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>Asks the same of many colleges, some at a time.</summary>
public static class ManyColleges
{
    private const int AtOnce = 16;

    public static async Task<IReadOnlyDictionary<CollegeId, T>> ReadAsync<T>(
        IEnumerable<CollegeId> colleges, Func<CollegeId, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var found = new ConcurrentDictionary<CollegeId, T>();
        await Parallel.ForEachAsync(
            colleges,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (college, token) => found[college] = await read(college, token));
        return found;
    }
}
