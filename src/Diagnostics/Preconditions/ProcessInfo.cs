namespace Unravel.Diagnostics.Preconditions;

/// <summary>A process as <c>ps</c> shows it. Every text is safe for a terminal.</summary>
/// <param name="Name"><c>app</c> for <c>dotnet app.dll</c>, otherwise the name of the executable.</param>
/// <param name="RuntimeVersion">Version of the runtime, shared or its own; null when it cannot be seen.</param>
/// <param name="User">Name of the owner, or the number where it has no name here.</param>
/// <param name="Age">Time since it was started.</param>
internal sealed record ProcessInfo(
    int Id,
    string Name,
    string? RuntimeVersion,
    string User,
    TimeSpan Age,
    int Threads,
    string CommandLine,
    AttachRight Attach)
{
    /// <summary>Stopped by a signal, whatever else stands in the way: it answers no request.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Held still by its tracer at this moment: it answers no request either.</summary>
    public bool IsTracedStop { get; init; }

    /// <summary>It has a diagnostics socket that this process can find.</summary>
    public bool Listens { get; init; }
}
