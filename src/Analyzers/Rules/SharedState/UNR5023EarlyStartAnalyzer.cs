using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports code that a constructor starts before it has set the fields that the code uses.</summary>
public sealed class UNR5023EarlyStartAnalyzer : TypeRuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.EarlyStart);

    public UNR5023EarlyStartAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool NeedsLocks => false;

    private protected override bool Concerns(DeclarationText text) => text.MayStart;

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        var bodies = ConcurrentBodies.Of(type);
        foreach (var body in bodies.All)
        {
            if (bodies.FunctionOf(body.At.Parent ?? body.At) is not { Function: IMethodSymbol { MethodKind: MethodKind.Constructor }, Tree: { } constructor }
                || body.IsSynchronous || IsNotStarted(body))
            {
                continue;
            }

            foreach (var use in bodies.UsesOf(body))
            {
                if (use is { Variable: IFieldSymbol { IsStatic: false, DeclaringSyntaxReferences: var declared } field, Kind: VariableUseKind.Read or VariableUseKind.Update or VariableUseKind.Look or VariableUseKind.Change }
                    && FirstSet(bodies, body, field, constructor) is { } set)
                {
                    var start = (body.StartCall ?? MakingOf(body.At)).Syntax;
                    report(Diagnostic.Create(Descriptor, start.GetLocation(), [set.GetLocation(), use.Reference.Syntax.GetLocation()], start.InWords(), field.Name, set.Line()));
                    break;
                }
            }
        }
    }

    // The first value that the constructor gives the field, when that comes after the start.
    private static SyntaxNode? FirstSet(ConcurrentBodies bodies, ConcurrentBody body, IFieldSymbol field, IOperation constructor)
    {
        if (HasInitialiser(field) || bodies.UsesOf(body).Any(use => Waits.IsSignal(use.Reference.Type) && !SymbolEqualityComparer.Default.Equals(use.Variable, field)))
        {
            return null;
        }

        foreach (var operation in constructor.Descendants())
        {
            if (operation is ISimpleAssignmentOperation { Target: var target } assignment && SymbolEqualityComparer.Default.Equals(FieldAccesses.FieldOf(target), field)
                && operation.Syntax.SpanStart < body.From)
            {
                return null; // set before
            }

            if (operation.Syntax.IsKind(SyntaxKind.ThisConstructorInitializer))
            {
                return null;
            }
        }

        return bodies.Beside(body).FirstOrDefault(use =>
            SymbolEqualityComparer.Default.Equals(use.Variable, field)
            && use.Step is ISimpleAssignmentOperation { Value: var value }
            && !value.Unwrapped().ConstantValue.HasValue
            && use.Position > body.From
            && !use.IsGuarded
            && !Surroundings.Contains(use.Step, body.StartCall ?? body.At))?.Step.Syntax;
    }

    private static bool HasInitialiser(IFieldSymbol field) =>
        ((ISymbol?)field.AssociatedSymbol ?? field).DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() switch
        {
            VariableDeclaratorSyntax { Initializer: not null } => true,
            PropertyDeclarationSyntax { Initializer: not null } => true,
            _ => false,
        });

    private static IOperation MakingOf(IOperation at)
    {
        var current = at;
        while (current.Parent is { } parent && current is not (IInvocationOperation or IObjectCreationOperation { Arguments.Length: > 0 } or IEventAssignmentOperation))
        {
            current = parent;
        }

        return current;
    }

    // A thread that the constructor only makes, and a timer that waits to be set.
    private static bool IsNotStarted(ConcurrentBody body)
    {
        if (body.Api is "new Thread" or "new Task")
        {
            return body.StartCall is null;
        }

        return body.Api == "Timer.Elapsed"
            || (body.Api == "new Timer" && MakingOf(body.At) is IObjectCreationOperation { Arguments: var arguments }
                && (arguments.Length < 4 || arguments.Any(static argument => argument.Parameter?.Name == "dueTime" && !MayElapse(argument.Value.Unwrapped()))));
    }

    private static bool MayElapse(IOperation time) => time switch
    {
        { ConstantValue: { HasValue: true, Value: -1 or -1L or uint.MaxValue } } => false,
        IFieldReferenceOperation { Field.Name: "InfiniteTimeSpan" or "Infinite" } => false,
        IInvocationOperation { TargetMethod.Name: "FromMilliseconds", Arguments: { Length: > 0 } arguments } => arguments[0].Value.ConstantValue is not { HasValue: true, Value: -1d or -1L },
        _ => true,
    };
}
