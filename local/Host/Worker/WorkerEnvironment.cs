namespace Pathway.LocalHost.Worker;

/// <summary>The app settings as the worker finds them: environment variables, as in the cloud.</summary>
internal static class WorkerEnvironment
{
    public static IReadOnlyDictionary<string, string> For(FunctionHostOptions options)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AzureWebJobsStorage"] = options.StorageConnectionString,
            ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
        };
        // A colon cannot stand in a variable's name everywhere; configuration reads both.
        foreach (var (name, value) in options.Settings)
        {
            if (value is not null)
                variables[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return variables;
    }
}
