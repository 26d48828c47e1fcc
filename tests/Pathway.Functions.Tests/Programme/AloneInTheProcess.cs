namespace Pathway.Functions.Tests.Programme;

/// <summary>Tests of what a process has only one of: they run when no other test does.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
