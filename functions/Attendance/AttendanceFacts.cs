using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Attendance;

/// <summary>Turns minutes by address into facts by college. Here addresses end.</summary>
public static class AttendanceFacts
{
    /// <summary>No fact of one learner says more: a day.</summary>
    private const int MostMinutes = 1_440;

    /// <param name="state">The meeting.</param>
    /// <param name="batch">Which batch of reports, from 0.</param>
    /// <param name="before">Minutes by address over the batches before it.</param>
    /// <param name="now">The same with this batch.</param>
    /// <param name="colleges">The colleges of the programme.</param>
    /// <returns>One delivery for each college that has news, and how many of the people now known belong to none.</returns>
    public static (IReadOnlyList<FactDelivery> Deliveries, int Elsewhere) From(
        AttendanceState state,
        int batch,
        IReadOnlyDictionary<string, int> before,
        IReadOnlyDictionary<string, int> now,
        IReadOnlyCollection<CollegeKeys> colleges)
    {
        var elsewhere = 0;
        var facts = new SortedDictionary<string, (CollegeKeys College, List<Fact> Facts)>(StringComparer.Ordinal);
        foreach (var (address, minutes) in now.OrderBy(person => person.Key, StringComparer.Ordinal))
        {
            if (CollegeOf(address, colleges) is not { } college)
            {
                elsewhere++;
                continue;
            }

            // What an earlier batch said stands; this one adds what it did not know.
            var news = minutes - before.GetValueOrDefault(address);
            if (news <= 0 && before.ContainsKey(address))
                continue;
            if (!facts.TryGetValue(college.Id.ToString(), out var own))
                facts[college.Id.ToString()] = own = (college, []);
            own.Facts.Add(Fact(state, batch, college, college.Reference(address), Math.Min(news, MostMinutes)));
        }

        var id = $"attendance-{state.Name}-{batch + 1}";
        var at = state.Batches[batch].FoundAt;
        return ([.. facts.Values.Select(own => new FactDelivery(own.College.Id, id, Dialect.Pathway, at, own.Facts))], elsewhere);
    }

    /// <summary>The college whose mail domain the address is in; of two, the one that says more of it.</summary>
    private static CollegeKeys? CollegeOf(string address, IReadOnlyCollection<CollegeKeys> colleges)
    {
        if (!MailAddress.TryParse(address, out var mail))
            return null;
        var domain = mail.Domain;
        return colleges
            .SelectMany(
                college => college.College.Definition.EmailDomains.Select(own => (College: college, Domain: own)))
            .Where(pair => domain == pair.Domain || domain.EndsWith('.' + pair.Domain, StringComparison.Ordinal))
            .OrderByDescending(pair => pair.Domain.Length).ThenBy(
                pair => pair.College.Id.ToString(), StringComparer.Ordinal)
            .Select(pair => pair.College).FirstOrDefault();
    }

    private static Fact Fact(AttendanceState state, int batch, CollegeKeys college, LearnerRef learner, int minutes) =>
        new(
            Engagement.Facts.Fact.KeyOf(college, "pathway:attendance", $"{state.Name}/{batch}/{learner}"),
            FactVerb.Attended,
            new FactObject(ObjectKind.Activity, state.Activity.ToString()),
            [learner],
            state.StartedAt)
        {
            Minutes = minutes,
        };
}
