namespace Microsoft.Azure.Functions.Worker;

// The members, defaults and targets are those of Microsoft.Azure.Functions.Worker 2.x and its Timer, Queues and Http
// extensions (github.com/Azure/azure-functions-dotnet-worker); only what the product uses is here.

/// <summary>Marks a method as a function under a name that is unique in the app.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>What a caller must present. <c>Function</c> is the attribute's own default; write the level always.</summary>
public enum AuthorizationLevel
{
    Anonymous = 0,
    User = 1,
    Function = 2,
    System = 3,
    Admin = 4,
}

/// <summary>Binds an HTTP request. Without <see cref="Methods"/> every method matches; without <see cref="Route"/> the function's name is the route.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute : Attribute
{
    public HttpTriggerAttribute()
        : this(AuthorizationLevel.Function)
    {
    }

    public HttpTriggerAttribute(params string[] methods)
        : this(AuthorizationLevel.Function, methods)
    {
    }

    public HttpTriggerAttribute(AuthorizationLevel authLevel)
    {
        AuthLevel = authLevel;
    }

    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    public string? Route { get; set; }

    public AuthorizationLevel AuthLevel { get; }

    public string[]? Methods { get; }
}

/// <summary>Binds a storage queue; <c>%Name%</c> in the queue name is an app setting.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueueTriggerAttribute(string queueName) : Attribute
{
    public string QueueName { get; } = queueName;

    public string? Connection { get; set; }
}

/// <summary>Binds a timer: an NCRONTAB expression of six fields in UTC.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    public string Schedule { get; } = schedule;

    public bool RunOnStartup { get; set; }

    public bool UseMonitor { get; set; } = true;
}
