using System.Collections.Immutable;
using Microsoft.Diagnostics.Tracing.Etlx;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Recording;

/// <summary>The frames of recorded stacks, named as C# writes them, with lines from the symbols beside the modules.</summary>
internal sealed class TraceNames(SymbolStore symbols)
{
    private const int MaxDepth = 200;

    private readonly Dictionary<CodeAddressIndex, RecordedCall?> _calls = [];

    /// <summary>The calls of a stack, innermost first; native ones are left out.</summary>
    public ImmutableArray<RecordedCall> StackOf(TraceCallStack? stack)
    {
        var calls = ImmutableArray.CreateBuilder<RecordedCall>();
        for (var depth = 0; stack is not null && depth < MaxDepth; depth++, stack = stack.Caller)
        {
            if (CallOf(stack.CodeAddress) is { } call)
            {
                calls.Add(call);
            }
        }

        return calls.ToImmutable();
    }

    private RecordedCall? CallOf(TraceCodeAddress address)
    {
        if (!_calls.TryGetValue(address.CodeAddressIndex, out var call))
        {
            call = Read(address);
            _calls.Add(address.CodeAddressIndex, call);
        }

        return call;
    }

    private RecordedCall? Read(TraceCodeAddress address)
    {
        if (address.Method is not { } method)
        {
            return null;
        }

        var path = address.ModuleFilePath ?? "";
        var (type, name) = Split(method.FullMethodName);
        var isFramework = path.Contains("/shared/Microsoft.", StringComparison.Ordinal);
        return new RecordedCall(type, name, new Frame(CSharpMethodName.Short(type, isFramework ? PublicNames.Of(name) : name))
        {
            Namespace = CSharpTypeName.NamespaceOf(type),
            Module = Path.GetFileName(path),
            IsFramework = isFramework,
            Line = isFramework || address.ILOffset < 0 ? null : symbols.LineOf(path, method.MethodToken, address.ILOffset),
        });
    }

    /// <summary><c>Shop.Pay(int32)</c> is the method Pay of Shop; <c>Shop..ctor()</c> is .ctor of Shop.</summary>
    internal static (string Type, string Method) Split(string fullName)
    {
        var open = fullName.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? fullName : fullName[..open];
        var bracket = name.LastIndexOf(']'); // a generic argument holds points of its own
        var dot = name.LastIndexOf('.');
        if (dot <= bracket)
        {
            return bracket >= 0 ? ("", name) : dot < 0 ? ("", name) : (name[..dot], name[(dot + 1)..]);
        }

        return dot > 0 && name[dot - 1] == '.' ? (name[..(dot - 1)], name[dot..]) : (name[..dot], name[(dot + 1)..]);
    }
}

/// <summary>A call on a recorded stack: as the runtime names it, and as C# writes it.</summary>
internal sealed record RecordedCall(string Type, string Method, Frame Frame);
