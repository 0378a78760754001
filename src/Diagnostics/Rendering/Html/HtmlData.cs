using System.Text.Json.Serialization;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Json;

namespace Unravel.Diagnostics.Rendering.Html;

/// <summary>What the page shows. Its script makes text nodes of it, never markup.</summary>
internal sealed record HtmlData
{
    public required string Title { get; init; }

    public required string Verdict { get; init; }

    /// <summary>True when nothing was found and everything was checked.</summary>
    public required bool IsClear { get; init; }

    public required string Foot { get; init; }

    public required IReadOnlyList<FindingDocument> Findings { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required WaitPicture Picture { get; init; }

    public required IReadOnlyList<HtmlStack> Stacks { get; init; }

    public required IReadOnlyList<HtmlThread> Threads { get; init; }

    public required IReadOnlyList<HtmlTask> Tasks { get; init; }

    /// <summary>Tasks for which the page has no room.</summary>
    public required int TasksLeftOut { get; init; }

    public required IReadOnlyList<HtmlLock> Locks { get; init; }

    public required IReadOnlyList<HtmlNumber> Pool { get; init; }
}

internal sealed record HtmlStack(bool IsOfTasks, int Count, IReadOnlyList<string> Steps);

internal sealed record HtmlThread(int Id, uint OsId, string Name, string Kind, string Does, string? At, double? ProcessorSeconds, IReadOnlyList<HtmlFrame> Frames);

internal sealed record HtmlFrame(string Method, string? Line, bool IsFramework);

internal sealed record HtmlTask(int Row, string Name, string? At, string Status, string? Awaits, string? Left);

internal sealed record HtmlLock(int Index, string Name, string Kind, string Type, string? Owner, int Waiting, string? Detail, string Address);

internal sealed record HtmlNumber(string Name, string Value);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(HtmlData))]
internal sealed partial class HtmlJson : JsonSerializerContext;
