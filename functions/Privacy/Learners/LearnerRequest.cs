using System.Text;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Privacy.Learners;

/// <summary>A college and one of its learners, by any identifier the college uses. It lives as long as the request.</summary>
public sealed record LearnerRequest(string? College = null, string? Learner = null)
{
    public (CollegeId College, string Learner)? Validate(out IReadOnlyCollection<Fault> faults)
    {
        var found = new FaultList();
        found.When(!CollegeId.TryParse(College, out var college), "/college", "is the id of a college, as utc-leeds.");
        found.When(
            string.IsNullOrEmpty(Learner)
                || LearnerRef.IsEmpty(Learner)
                || Encoding.UTF8.GetByteCount(Learner) > LearnerRef.MaxIdentifierLength,
            "/learner",
            $"is the college's identifier of one learner, 1 to {LearnerRef.MaxIdentifierLength} bytes.");
        faults = found;
        return found.Count == 0 ? (college, Learner!) : null;
    }

    // A record prints its members; this one must not.
    public override string ToString() => nameof(LearnerRequest);
}
