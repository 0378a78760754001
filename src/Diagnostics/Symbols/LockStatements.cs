using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text.RegularExpressions;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Symbols;

/// <summary>
/// Finds the lock statements around a place in a method. The compiler turns each into a try block whose finally calls
/// Monitor.Exit or Lock.Scope.Dispose; the try begins where the lock is taken.
/// </summary>
internal static partial class LockStatements
{
    private enum Release
    {
        None,
        Monitor,
        Scope,
    }

    /// <summary>The lines of the lock statements that an IL offset lies in, outermost first.</summary>
    public static IReadOnlyList<SourceLine> Around(ModuleSymbols module, int methodToken, int ilOffset) =>
    [
        .. Regions(module, methodToken)
            .Where(found => ilOffset >= found.Region.TryOffset && ilOffset < found.Region.TryOffset + found.Region.TryLength)
            .Select(found => LineOf(module, methodToken, found.Region, found.Release))
            .OfType<SourceLine>(),
    ];

    /// <summary>
    /// The line of the lock statement over a System.Threading.Lock that is being entered at an IL offset; null when none
    /// is. The compiler gives such a statement no line of its own (Roslyn 5.9), so its offset belongs to the statement
    /// before it.
    /// </summary>
    public static SourceLine? Entered(ModuleSymbols module, int methodToken, int ilOffset)
    {
        var next = Regions(module, methodToken).Where(found => found.Region.TryOffset > ilOffset).MinBy(found => found.Region.TryOffset);
        return next.Release == Release.Scope
            && !module.PointsOf(methodToken).Any(point => point.Offset > ilOffset && point.Offset < next.Region.TryOffset)
                ? LineOf(module, methodToken, next.Region, next.Release)
                : null;
    }

    private static IEnumerable<(ExceptionRegion Region, Release Release)> Regions(ModuleSymbols module, int methodToken)
    {
        if (MetadataTokens.EntityHandle(methodToken) is not { Kind: HandleKind.MethodDefinition } handle
            || module.BodyBlockOf((MethodDefinitionHandle)handle) is not { } body)
        {
            return [];
        }

        var il = body.GetILBytes() ?? [];
        return body.ExceptionRegions
            .Where(region => region.Kind == ExceptionRegionKind.Finally)
            .OrderBy(region => region.TryOffset).ThenByDescending(region => region.TryLength)
            .Select(region => (region, ReleaseIn(module, il.AsSpan(region.HandlerOffset, region.HandlerLength).ToArray())))
            .Where(found => found.Item2 != Release.None);
    }

    private static Release ReleaseIn(ModuleSymbols module, byte[] handler)
    {
        foreach (var instruction in ILReader.Read(handler).Where(IsCall))
        {
            switch (module.NameOfCalled(instruction.Token))
            {
                case ("Monitor", "Exit"):
                    return Release.Monitor;
                case ("Scope", "Dispose"):
                    return Release.Scope;
            }
        }

        return Release.None;
    }

    private static SourceLine? LineOf(ModuleSymbols module, int methodToken, ExceptionRegion region, Release release)
    {
        if (release == Release.Monitor)
        {
            return module.LineOf(methodToken, region.TryOffset);
        }

        var points = module.PointsOf(methodToken);
        var before = points.LastOrDefault(point => point.Offset < region.TryOffset);
        var body = points.FirstOrDefault(point => point.Offset >= region.TryOffset && point.Offset < region.TryOffset + region.TryLength);
        if (body.StartLine == 0 || BelongsToStatement(module, methodToken, before, region))
        {
            return module.LineOf(methodToken, region.TryOffset - 1);
        }

        if (KeywordBetween(module, before, body) is { } line)
        {
            return line;
        }

        // A brace that stands no further in than the statements around the lock has a line of its own, below the lock.
        var braceColumn = before.StartColumn + (IsBrace(before) ? 4 : 0);
        return module.Line(body, IsBrace(body) && body.StartColumn <= braceColumn && body.StartLine - 1 > before.StartLine ? -1 : 0);
    }

    /// <summary>Where the source is embedded: the last line with the keyword between two places.</summary>
    private static SourceLine? KeywordBetween(ModuleSymbols module, SequencePoint before, SequencePoint body)
    {
        var lines = EmbeddedSource.LinesOf(module.Pdb!, body.Document);
        for (var number = body.StartLine; lines is not null && number >= Math.Max(1, before.StartLine); number--)
        {
            if (number <= lines.Length && Keyword().IsMatch(lines[number - 1]))
            {
                return module.Line(body, number - body.StartLine);
            }
        }

        return null;
    }

    [GeneratedRegex(@"\block\s*\(")]
    private static partial Regex Keyword();

    /// <summary>Whether the last line before the try is that of the statement which enters the scope: nothing else happens between.</summary>
    private static bool BelongsToStatement(ModuleSymbols module, int methodToken, SequencePoint before, ExceptionRegion region) =>
        before.StartLine != 0 && !IsBrace(before)
        && ILReader.Read(module.BodyOf((MethodDefinitionHandle)MetadataTokens.EntityHandle(methodToken)))
            .Where(instruction => instruction.Offset >= before.Offset && instruction.Offset < region.TryOffset)
            .TakeWhile(instruction => !IsCall(instruction) || module.NameOfCalled(instruction.Token) is not ("Lock", "EnterScope"))
            .All(instruction => instruction.OpCode.StackBehaviourPop is StackBehaviour.Pop0 or StackBehaviour.Popref);

    private static bool IsBrace(SequencePoint point) => point.StartLine == point.EndLine && point.EndColumn == point.StartColumn + 1;

    private static bool IsCall(ILInstruction instruction) =>
        instruction.OpCode.Value == OpCodes.Call.Value || instruction.OpCode.Value == OpCodes.Callvirt.Value;
}
