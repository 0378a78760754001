namespace Unravel.Diagnostics.Model;

/// <summary>One call on a stack, named as C# writes it.</summary>
/// <param name="Method">Type and method without namespace: <c>Bank.Transfer</c>, <c>Bank.Load.lambda</c>.</param>
internal sealed record Frame(string Method)
{
    public string? Namespace { get; init; }

    /// <summary>File name of the module, without folder.</summary>
    public string? Module { get; init; }

    /// <summary>True for code of the framework: its frames are folded away by default.</summary>
    public bool IsFramework { get; init; }

    /// <summary>Where the call stands in source; null without symbols.</summary>
    public SourceLine? Line { get; init; }
}

/// <summary>A place in source.</summary>
/// <param name="File">Path as the compiler recorded it.</param>
/// <param name="Number">Line, from 1.</param>
internal sealed record SourceLine(string File, int Number)
{
    public override string ToString() => $"{FileName}:{Number}";

    /// <summary>The last part of the path, whichever system the compiler ran on.</summary>
    public string FileName => File[(File.LastIndexOfAny(['/', '\\']) + 1)..];
}
