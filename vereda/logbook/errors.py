"""What can go wrong in the logbook. Details carry ids and codes, never what an entry says."""

from __future__ import annotations

from vereda.errors import FieldError


class UnknownKind(FieldError):
    code = "logbook.unknown_kind"
    hint = "Este programa no conoce los registros de clase «{kind}»; actualice el programa o revise el archivo."


class EntryInvalid(FieldError):
    code = "logbook.entry_invalid"
    hint = "El registro no cumple su esquema en «{field}»: {problem}. Corrija ese dato y guarde otra vez."


class SubjectOfOthers(FieldError):
    """A phone wrote about a record of another group: it waits for that group's supervisor."""

    code = "logbook.subject_of_others"
    hint = "Lo escrito toca un registro de otro grupo; espera a que la coordinación de ese grupo decida."


class SubjectOfPractice(FieldError):
    """What is written in a practice touches a record of the real day, or the other way round."""

    code = "logbook.subject_of_practice"
    hint = "El simulacro y el día real no se mezclan: no se guardó nada. Vuelva a Hoy y ábralo desde ahí."


class SubjectOfOtherKind(FieldError):
    """A phone wrote about a record as if it were of another kind: it waits for the supervisor."""

    code = "logbook.subject_of_other_kind"
    hint = "Lo escrito no corresponde a esta clase de registro; espera a que la coordinación decida."


class SubjectBegunAlready(FieldError):
    """A record of which nothing is ever read back was begun a second time: what was told first stands."""

    code = "logbook.subject_begun_already"
    hint = "Este registro ya se había enviado; lo que llegó después espera a que la coordinación decida."


class NotFromDevices(FieldError):
    """A phone sent what gives rights, erases, or judges other entries; such facts are written by a node."""

    code = "logbook.not_from_devices"
    hint = "Los registros de clase «{kind}» no se hacen en un teléfono; hágalo en el escritorio."


class NotFromPosts(FieldError):
    """The desk of a post sent what headquarters alone writes; it may be declined, and by nobody accepted."""

    code = "logbook.not_from_posts"
    hint = "Esto lo escribe solo la oficina central y no se puede aceptar aquí: no lo acepte, y pida a la oficina que lo escriba."


class SameIdOtherContent(FieldError):
    code = "logbook.same_id_other_content"
    hint = "Ya hay un registro con el identificador {entry} y otro contenido; este no se guardó. Avise a su coordinación."


class OffsetMissing(FieldError):
    code = "logbook.offset_missing"
    hint = "La hora «{value}» no dice su diferencia con UTC; escríbala así: 2024-01-29T19:20:00-06:00."


class BoxDamaged(FieldError):
    code = "logbook.box_damaged"
    hint = "Un dato sellado del registro {entry} llegó dañado; envíe el registro otra vez desde el teléfono."


class EnvelopeDamaged(FieldError):
    """What lies around the sealed bytes was changed on the way; the phone still has the whole, and sends it again."""

    code = "logbook.envelope_damaged"
    hint = "El registro {entry} llegó dañado en el camino; el teléfono lo conserva y lo envía otra vez."


class SignatureWrong(FieldError):
    """An envelope that its device did not sign: changed on the way, or invented."""

    code = "logbook.signature_wrong"
    hint = "La firma del registro {entry} no es del teléfono que dice haberlo escrito; no se guardó. Avise a su coordinación."


class DeviceNotKnown(FieldError):
    """An envelope of a device that is not enrolled here: nobody can say who signed it. Its sender keeps it."""

    code = "logbook.device_not_known"
    hint = "Aquí no está inscrito el teléfono que escribió el registro {entry}; no se tomó. El teléfono lo conserva."


class ForOtherServer(FieldError):
    """An envelope that was sealed to another headquarters; nobody here can open it. Its sender keeps it."""

    code = "logbook.for_other_server"
    hint = "El registro {entry} está sellado para otra central y aquí no se puede abrir. El teléfono lo conserva."


class CounterClash(FieldError):
    """Two different entries carry the same number of one device: it was copied, or its store was put back."""

    code = "logbook.counter_clash"
    hint = "Dos registros traen el mismo número de un teléfono: puede estar copiado. Lo que envíe espera a su coordinación."


class BatchTooLarge(FieldError):
    code = "logbook.batch_too_large"
    hint = "El envío trae {count} registros; el máximo es {most}. Divídalo en partes."


class ConflictNotOpen(FieldError):
    code = "logbook.conflict_not_open"
    hint = "Esa diferencia ya no está abierta; vuelva a cargar la página para ver el valor que quedó."


class AlreadyErased(FieldError):
    code = "logbook.already_erased"
    hint = "Ese expediente ya fue borrado; no queda nada que cambiar."


class NeverErased(FieldError):
    """A complaint about own staff: who it may be about must not be able to take it away."""

    code = "logbook.never_erased"
    hint = "Esto no lo borra nadie de la red."


class SecondPersonMissing(FieldError):
    code = "logbook.second_person_missing"
    hint = "Borrar a una persona pide la aprobación de una segunda cuenta, distinta de la primera."


class ChainBroken(FieldError):
    code = "logbook.chain_broken"
    exit_code = 1
    hint = "La bitácora no verifica: {what}. No siga escribiendo; avise a la central y conserve una copia."


class BackupDamaged(FieldError):
    code = "logbook.backup_damaged"
    hint = "El respaldo {file} está dañado: {what}. Use otro respaldo."


class RestoreRefused(FieldError):
    code = "logbook.restore_refused"
    hint = "No se restauró: {what}"


class BackupOfAnotherCountry(FieldError):
    """A backup is restored where another country is served: its codes would mean nothing there."""

    code = "logbook.backup_of_another_country"
    hint = (
        "El respaldo es del país «{country}» y aquí se sirve a «{here}»; nada se restauró. "
        "Escriba antes: export VEREDA_COUNTRY={country}"
    )


class KeyStoreMissing(FieldError):
    code = "logbook.key_store_missing"
    hint = "Falta el almacén de llaves en {place}; sin él no se abre ningún dato sellado. Restaure el respaldo de llaves."


class KeysDoNotFit(FieldError):
    """The keys in VEREDA_HOME are others than those with which this logbook was written."""

    code = "logbook.keys_do_not_fit"
    hint = "La llave {place} no es la de esta bitácora. Ponga en su lugar la carpeta de llaves que le corresponde."


class CannotWriteNow(FieldError):
    """The database is busy, full or read-only; nothing was stored, and the sender keeps what it has."""

    code = "logbook.cannot_write_now"
    hint = "Ahora no se puede guardar: la base está ocupada o sin espacio. Nada se perdió; intente otra vez en un momento."


class NotPassedDown(FieldError):
    """A post brings back, or headquarters passes down, what headquarters did not sign so; nothing of it is taken."""

    code = "logbook.not_passed_down"
    hint = "La central no firmó así el registro {entry}: no se tomó. Si se repite, avise a la central; alguien pudo alterarlo."


class FileNotHere(FieldError):
    code = "logbook.file_not_here"
    hint = "Ese archivo todavía no ha llegado; se enviará solo cuando haya señal."


class FileDamaged(FieldError):
    code = "logbook.file_damaged"
    hint = "El archivo {file} llegó dañado y no se guardó; envíelo otra vez."


class PictureWrong(FieldError):
    code = "logbook.picture_wrong"
    hint = "La fotografía no se entiende o pesa más de 8 MB. Tráigala de nuevo, en JPEG o PNG."


class PieceOutOfPlace(FieldError):
    code = "logbook.piece_out_of_place"
    hint = "Aquí hay {here} bytes del archivo {file}; siga desde ahí, en partes de {most} bytes a lo más."
