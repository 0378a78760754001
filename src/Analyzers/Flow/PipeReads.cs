using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Flow;

/// <summary>A place where a process and its parent wait for each other over a pipe.</summary>
/// <param name="At">The call, or the redirection.</param>
/// <param name="What">What is wrong there, as it stands in a message.</param>
internal sealed record PipeFault(IOperation At, string What);

/// <summary>
/// In which order one function waits for a child process and reads its redirected output. Only where the function has one
/// process, in a local that nobody else gets, and reads it in no nested function.
/// </summary>
internal sealed class PipeReads
{
    private readonly List<IOperation> _waits = [];
    private readonly Dictionary<string, List<IOperation>> _reads = new(StringComparer.Ordinal) { ["Output"] = [], ["Error"] = [] };
    private readonly Dictionary<string, IOperation> _redirects = new(StringComparer.Ordinal);
    private ILocalSymbol? _process;
    private bool _isUnclear;

    private PipeReads(IOperation body)
    {
        foreach (var operation in body.Descendants())
        {
            Read(operation, body);
        }
    }

    /// <summary>The fault of a body; null when there is none, or when it is not clear.</summary>
    public static PipeFault? Of(IOperation body)
    {
        var reads = new PipeReads(body);
        return reads._isUnclear || reads._process is null || reads._redirects.Count == 0 ? null : reads.Fault();
    }

    private PipeFault? Fault()
    {
        var wait = _waits.FirstOrDefault();
        if (_redirects.Count == 2 && ReadToEndOf(First("Output"), First("Error")) is { } whole)
        {
            return new(whole, "reads one of two redirected streams to its end before the other: a child that fills the other one waits for this process, and neither goes on");
        }

        foreach (var stream in _redirects.Keys.OrderByDescending(static name => name, StringComparer.Ordinal))
        {
            var first = First(stream);
            if (wait is not null && first is not null && first.Syntax.SpanStart > wait.Syntax.SpanStart)
            {
                return new(wait, "waits for the child before its redirected output is read: a child that fills the pipe waits for this process, and neither goes on");
            }
        }

        foreach (var redirect in _redirects)
        {
            if (wait is not null && First(redirect.Key) is null)
            {
                return new(redirect.Value, "redirects a stream that nobody reads: a child that fills the pipe waits for ever, and so does the wait for its end");
            }
        }

        return null;
    }

    private IOperation? First(string stream) => _reads[stream].FirstOrDefault();

    // Whichever comes first is read as a whole, here and now, with nobody reading the other.
    private static IOperation? ReadToEndOf(IOperation? output, IOperation? error)
    {
        if (output is null || error is null)
        {
            return null;
        }

        var (first, second) = output.Syntax.SpanStart < error.Syntax.SpanStart ? (output, error) : (error, output);
        return first.Parent is IInvocationOperation { TargetMethod.Name: "ReadToEnd" or "ReadToEndAsync" } whole
            && (whole.TargetMethod.Name == "ReadToEnd" || IsAwaited(whole))
            && !Contains(whole, second)
            ? whole
            : null;
    }

    private static bool Contains(IOperation outer, IOperation inner) => outer.Syntax.Span.Contains(inner.Syntax.Span);

    private static bool IsAwaited(IOperation call) => call.Parent switch
    {
        IAwaitOperation => true,
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured => IsAwaited(configured),
        _ => false,
    };

    private void Read(IOperation operation, IOperation body)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Symbol: var local } when IsProcess(local.Type):
                _isUnclear |= _process is not null;
                _process = local;
                break;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "RedirectStandardOutput" or "RedirectStandardError", ContainingType.Name: "ProcessStartInfo" } property } } assignment:
                var name = property.Name.Substring("RedirectStandard".Length);
                _isUnclear |= _redirects.ContainsKey(name) || assignment.Value.ConstantValue is not { HasValue: true };
                if (assignment.Value.ConstantValue is { HasValue: true, Value: true })
                {
                    _redirects[name] = assignment;
                }

                break;
            case ILocalReferenceOperation { Local: var local } reference when IsProcess(local.Type):
                Use(reference, body);
                break;
        }
    }

    private void Use(ILocalReferenceOperation reference, IOperation body)
    {
        if (reference.Function() != body.Function() && reference.Function() != body)
        {
            _isUnclear = true;
            return;
        }

        switch (reference.Parent)
        {
            case IPropertyReferenceOperation { Property.Name: "StandardOutput" } output:
                _reads["Output"].Add(output);
                break;
            case IPropertyReferenceOperation { Property.Name: "StandardError" } error:
                _reads["Error"].Add(error);
                break;
            case IInvocationOperation { TargetMethod.Name: "BeginOutputReadLine" } begin:
                _reads["Output"].Add(begin);
                break;
            case IInvocationOperation { TargetMethod.Name: "BeginErrorReadLine" } begin:
                _reads["Error"].Add(begin);
                break;
            case IInvocationOperation { TargetMethod: { Name: "WaitForExit", Parameters.IsEmpty: true } or { Name: "WaitForExitAsync" } } wait:
                _waits.Add(wait);
                break;
            case IInvocationOperation { TargetMethod.Name: "Kill" }:
                _isUnclear = true; // it ends the child itself
                break;
            case IMemberReferenceOperation { Instance: var owner } when owner == reference:
            case IInvocationOperation { Instance: var receiver } when receiver == reference:
            case IBinaryOperation or IIsPatternOperation:
                break;
            default:
                _isUnclear = true; // handed on: somebody else may read
                break;
        }
    }

    private static bool IsProcess(ITypeSymbol? type) =>
        type is { Name: "Process", ContainingNamespace: { Name: "Diagnostics", ContainingNamespace.Name: "System" } };
}
