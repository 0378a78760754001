using System.Collections.Immutable;

namespace Unravel.Diagnostics.Model;

/// <summary>Who waits for whom, small enough to be drawn: threads and tasks that look alike are one node.</summary>
internal sealed record WaitPicture(ImmutableArray<PictureNode> Nodes, ImmutableArray<PictureEdge> Edges)
{
    /// <summary>Threads, objects and tasks for which there was no room.</summary>
    public int NotDrawn { get; init; }
}

/// <param name="Label">What to write on it.</param>
/// <param name="Count">How many threads or tasks it stands for.</param>
/// <param name="IsInCycle">True when everything it stands for waits for itself in the end.</param>
internal sealed record PictureNode(int Id, PictureKind Kind, string Label, int Count, bool IsInCycle)
{
    /// <summary>Managed ids of the threads it stands for.</summary>
    public ImmutableArray<int> Threads { get; init; } = [];

    /// <summary>Index of the waitable; null for other nodes.</summary>
    public int? Waitable { get; init; }

    /// <summary>Where it stands, as <c>Bank.Transfer  Bank.cs:42</c>; null when that is not known.</summary>
    public string? Place { get; init; }
}

/// <param name="What">What joins them: <c>waits for</c>, <c>held by</c>, <c>awaits</c>, <c>run by</c>, <c>queued for</c> ...</param>
/// <param name="InferredFrom">What this was inferred from; null when the runtime stores it.</param>
internal sealed record PictureEdge(int From, int To, string What, bool IsInCycle, string? InferredFrom);

internal enum PictureKind
{
    Thread,
    Waitable,
    Task,
    Pool,
    Timer,

    /// <summary>A child of the process, or one further down.</summary>
    Process,
}
