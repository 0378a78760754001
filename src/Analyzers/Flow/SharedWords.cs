using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Flow;

/// <summary>Who else is at work, as a message says it.</summary>
internal static class SharedWords
{
    public static string Of(SharedChange shared) =>
        shared.Other is { } other ? $"line {other.Step.Syntax.Line()} uses it at the same time"
        : shared.Body.IsParallel ? $"several threads run this code in {shared.Body.Api}"
        : $"this code is started by {shared.Body.Api} again before it has ended";
}
