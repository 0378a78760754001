using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Names methods as C# writes them, once per method, and lines once per place.</summary>
internal sealed class MethodNames(SymbolStore symbols, string frameworkFolder)
{
    private readonly Dictionary<ulong, Frame> _byMethod = [];
    private readonly Dictionary<(ulong Method, int Offset, ulong Called), Frame> _byPlace = [];

    /// <summary>The frame of a call.</summary>
    /// <param name="called">
    /// What this frame called; null for the innermost frame. That one's instruction pointer is the next instruction to
    /// run; that of a caller is where the call returns to.
    /// </param>
    public Frame? FrameOf(ClrStackFrame frame, ClrMethod? called)
    {
        if (frame.Method is not { } method)
        {
            return null;
        }

        var range = ILRange.At(method, called is null ? frame.InstructionPointer : frame.InstructionPointer - 1);
        var key = (method.MethodDesc, range.Start, called?.MethodDesc ?? 0);
        if (!_byPlace.TryGetValue(key, out var place))
        {
            place = NameOf(method);
            if (!place.IsFramework && method.Type.Module.Name is { } module)
            {
                place = place with { Line = LineOf(module, method.MetadataToken, range, called) };
            }

            _byPlace.Add(key, place);
        }

        return place;
    }

    /// <summary>The lines of the lock statements that a call stands in, outermost first.</summary>
    public IReadOnlyList<SourceLine> LockStatementsAround(ClrStackFrame frame, bool isTop) =>
        frame.Method is { Type.Module.Name: { } path } method && symbols.Module(path) is { } module
            ? LockStatements.Around(module, method.MetadataToken, OffsetAt(method, isTop ? frame.InstructionPointer : frame.InstructionPointer - 1))
            : [];

    /// <summary>The statements around a call that hold a reader-writer lock, outermost first.</summary>
    public IReadOnlyList<ReaderWriterStatement> ReaderWriterStatementsAround(ClrStackFrame frame, bool isTop) =>
        frame.Method is { Type.Module.Name: { } path } method && symbols.Module(path) is { } module
            ? ReaderWriterStatements.Around(module, method.MetadataToken, OffsetAt(method, isTop ? frame.InstructionPointer : frame.InstructionPointer - 1))
            : [];

    /// <summary>The classes, with namespace, whose members the statement refers to in which a call stands.</summary>
    public IReadOnlyList<string> TypesUsedAt(ClrStackFrame frame, bool isTop) =>
        frame.Method is { Type.Module.Name: { } path } method && symbols.Module(path) is { } module
            ? UsedTypes.At(module, method.MetadataToken, OffsetAt(method, isTop ? frame.InstructionPointer : frame.InstructionPointer - 1))
            : [];

    /// <summary>The line of the lock statement over a System.Threading.Lock that a caller stands in front of; null when it is none.</summary>
    public SourceLine? LockStatementEntered(ClrStackFrame frame) =>
        frame.Method is { Type.Module.Name: { } path } method && symbols.Module(path) is { } module
        && OffsetAt(method, frame.InstructionPointer - 1) is >= 0 and var offset
            ? LockStatements.Entered(module, method.MetadataToken, offset)
            : null;

    public Frame NameOf(ClrMethod method)
    {
        if (!_byMethod.TryGetValue(method.MethodDesc, out var frame))
        {
            var type = method.Type.Name ?? "";
            var name = method.Name ?? "?";
            var isStub = PublicNames.IsStub(name);
            var isFramework = isStub || IsFramework(method.Type.Module);
            frame = isStub ? new Frame(PublicNames.OfStub) { IsFramework = true } : new Frame(CSharpMethodName.Short(type, isFramework ? PublicNames.Of(name) : name))
            {
                Namespace = CSharpTypeName.NamespaceOf(type),
                Module = Path.GetFileName(method.Type.Module.Name),
                IsFramework = isFramework,
            };
            _byMethod.Add(method.MethodDesc, frame);
        }

        return frame;
    }

    private SourceLine? LineOf(string module, int method, ILRange range, ClrMethod? called) => (range.Start, called) switch
    {
        ( >= 0, null) => symbols.LineOf(module, method, range.Start),
        ( >= 0, _) => symbols.LineOfCall(module, method, range.Start, range.End, called.Type.Name ?? "", PublicNames.Of(WithoutArguments(called.Name ?? ""))),
        (_, { Type.Name: { } type }) => symbols.LineOfCall(module, method, type),
        _ => null,
    };

    private static string WithoutArguments(string method) =>
        method.IndexOf("[[", StringComparison.Ordinal) is > 0 and var arguments ? method[..arguments] : method;

    private static int OffsetAt(ClrMethod method, ulong instruction) => ILRange.At(method, instruction).Start;

    /// <summary>Whether a module belongs to .NET itself: it lies with the runtime, in a shared framework, or carries a system name.</summary>
    public bool IsFramework(ClrModule? module)
    {
        if (module?.Name is not { } path)
        {
            return false;
        }

        var file = Path.GetFileName(path.AsSpan());
        return path.Contains("/shared/Microsoft.", StringComparison.Ordinal) || path.Contains(@"\shared\Microsoft.", StringComparison.Ordinal)
            || ((file.StartsWith("System.", StringComparison.Ordinal) || file.StartsWith("Microsoft.", StringComparison.Ordinal))
                && (path.StartsWith(frameworkFolder, StringComparison.Ordinal) || !path.Contains('/', StringComparison.Ordinal))); // in a single file it has no folder
    }
}
