namespace Pathway.Functions.Http;

/// <summary>What is wrong with a request, gathered field by field: a caller is told everything at once.</summary>
public sealed class FaultList : List<Fault>
{
    public void When(bool wrong, string path, string reason)
    {
        if (wrong)
            Add(new Fault(path, reason));
    }
}
