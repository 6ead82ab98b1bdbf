@echo off
rem Runs Assay from its source tree on Windows: builds it when it must, and starts it. The twin of the script "assay".
rem
rem   JAVA_HOME         the Java to use, if it is 17 or later
rem   ASSAY_JAVA_OPTS   further options for the Java machine, such as -Xmx2g
rem
rem Exit codes of the script itself: 1 the build failed, 2 Java or Maven is missing.
rem Delayed expansion stays off: it would eat every "!" in the arguments.
setlocal EnableExtensions DisableDelayedExpansion

set "ASSAY_ROOT=%~dp0"
set "ASSAY_TARGET=%ASSAY_ROOT%kernel\app\target"
rem A folder of jars for each state of the sources: those that a running assay was started from stay as they are.
set "ASSAY_APPS=%ASSAY_TARGET%\apps-windows"
set "ASSAY_LOCK=%ASSAY_TARGET%\.build-lock"
set "ASSAY_LOG=%ASSAY_TARGET%\build.log"

rem ---- Java ----------------------------------------------------------------------------------------------------------
set "JAVA_EXE="
if defined JAVA_HOME call :try_java "%JAVA_HOME%\bin\java.exe"
if not defined JAVA_EXE for /f "delims=" %%J in ('where java 2^>nul') do if not defined JAVA_EXE call :try_java "%%J"
for /d %%J in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*") do if not defined JAVA_EXE call :try_java "%%~J\bin\java.exe"
if defined JAVA_EXE goto have_java
>&2 echo assay: needs a JDK, version 17 or later, and found none.
>&2 echo   winget install EclipseAdoptium.Temurin.21.JDK
>&2 echo   or https://adoptium.net
>&2 echo If you have one, point JAVA_HOME at it.
exit /b 2

:have_java
rem ---- Build ---------------------------------------------------------------------------------------------------------
rem What the build is made of, by content, in one hash; tests, samples and outputs are no part of it.
set "ASSAY_HASH="
for /f "delims=" %%H in ('powershell -NoProfile -NonInteractive -ExecutionPolicy Bypass -Command "$r=$env:ASSAY_ROOT.TrimEnd('\'); $s=[Security.Cryptography.SHA256]::Create(); $t=''; foreach($p in 'pom.xml','.mvn','lib','kernel'){ $f=Join-Path $r $p; if(Test-Path -LiteralPath $f){ foreach($i in (Get-ChildItem -LiteralPath $f -Recurse -File -Force | Sort-Object FullName)){ $n=$i.FullName.Substring($r.Length).Replace('\','/'); if(($n -match '/src/main/' -or $n -match '/pom\.xml$' -or $n -like '/.mvn/*') -and $n -notmatch '/target/' -and $n -notlike '/lib/samples/*'){ $t+=$n+[BitConverter]::ToString($s.ComputeHash([IO.File]::ReadAllBytes($i.FullName))) } } } }; [BitConverter]::ToString($s.ComputeHash([Text.Encoding]::UTF8.GetBytes($t)))"') do set "ASSAY_HASH=%%H"
if not defined ASSAY_HASH (
  >&2 echo assay: PowerShell is needed to see whether the sources changed, and did not answer.
  exit /b 1
)
set "ASSAY_APP=%ASSAY_APPS%\%ASSAY_HASH:~0,23%"
call :is_built
if not errorlevel 1 goto run

for %%J in ("%JAVA_EXE%") do set "ASSAY_JDK=%%~dpJ.."
if not exist "%ASSAY_JDK%\bin\javac.exe" (
  >&2 echo assay: "%ASSAY_JDK%" has no compiler; building needs a JDK, version 17 or later.
  >&2 echo   winget install EclipseAdoptium.Temurin.21.JDK
  exit /b 2
)
where mvn.cmd >nul 2>nul
if errorlevel 1 (
  >&2 echo assay: needs Maven once, to build itself, and found no mvn.
  >&2 echo   https://maven.apache.org/install.html, or: choco install maven, or: scoop install maven
  exit /b 2
)
if not exist "%ASSAY_TARGET%" mkdir "%ASSAY_TARGET%" 2>nul
set "ASSAY_TOLD="

:take_lock
mkdir "%ASSAY_LOCK%" 2>nul && goto locked
if not exist "%ASSAY_LOCK%" (
  >&2 echo assay: cannot build: "%ASSAY_TARGET%" is not writable
  exit /b 1
)
rem A batch file does not know its process id; a lock older than ten minutes belongs to nobody.
powershell -NoProfile -NonInteractive -Command "if ((Get-Item -LiteralPath $env:ASSAY_LOCK -ErrorAction SilentlyContinue).CreationTimeUtc -lt [DateTime]::UtcNow.AddMinutes(-10)) { exit 0 } else { exit 1 }"
if not errorlevel 1 rmdir /s /q "%ASSAY_LOCK%" 2>nul
if not defined ASSAY_TOLD >&2 echo assay: waiting for the build of another assay (if there is none, remove "%ASSAY_LOCK%") ...
set "ASSAY_TOLD=yes"
ping -n 2 127.0.0.1 >nul
call :is_built
if not errorlevel 1 goto run
goto take_lock

:locked
call :is_built
if not errorlevel 1 goto unlock
>&2 echo assay: building (first run or sources changed), this takes about a minute ...
if exist "%ASSAY_TARGET%\app" rmdir /s /q "%ASSAY_TARGET%\app"
for %%M in (lib kernel) do for /d %%D in ("%ASSAY_ROOT%\%%M\*") do if exist "%%D\target\classes" rmdir /s /q "%%D\target\classes"
pushd "%ASSAY_ROOT%"
set "ASSAY_JAVA_HOME_BEFORE=%JAVA_HOME%"
set "JAVA_HOME=%ASSAY_JDK%"
call mvn.cmd -q -B -Dquick -Dmaven.test.skip=true -pl kernel/app -am package >"%ASSAY_LOG%" 2>&1 <nul
set "ASSAY_FAILED=%ERRORLEVEL%"
set "JAVA_HOME=%ASSAY_JAVA_HOME_BEFORE%"
popd
if not "%ASSAY_FAILED%"=="0" goto build_failed
if not exist "%ASSAY_TARGET%\app" goto build_failed
if not exist "%ASSAY_APPS%" mkdir "%ASSAY_APPS%"
move "%ASSAY_TARGET%\app" "%ASSAY_APP%" >nul
if not exist "%ASSAY_APP%" goto build_failed
rem A folder whose jars a process has open cannot be renamed.
for /d %%D in ("%ASSAY_APPS%\*") do if /i not "%%~fD"=="%ASSAY_APP%" ren "%%~fD" "unused-%%~nxD" 2>nul && rmdir /s /q "%ASSAY_APPS%\unused-%%~nxD"

:unlock
rmdir /s /q "%ASSAY_LOCK%" 2>nul
goto run

:build_failed
rmdir /s /q "%ASSAY_LOCK%" 2>nul
>&2 echo assay: the build failed; the end of "%ASSAY_LOG%":
powershell -NoProfile -NonInteractive -Command "Get-Content -LiteralPath $env:ASSAY_LOG -Tail 25" 1>&2
exit /b 1

:run
rem ---- Run -----------------------------------------------------------------------------------------------------------
for /f "tokens=2 delims=:." %%C in ('chcp') do set /a "ASSAY_CODE_PAGE=%%C" 2>nul
chcp 65001 >nul 2>nul
set "ASSAY_NATIVE="
if %JAVA_MAJOR% GEQ 22 set "ASSAY_NATIVE=--enable-native-access=ALL-UNNAMED"
if %JAVA_MAJOR% GEQ 23 set "ASSAY_NATIVE=%ASSAY_NATIVE% -Dsun.misc.unsafe.memory.access=allow"
set "ASSAY_ARCHIVED="
if /i "%~1"=="notebook" if /i "%~2"=="run" call :rehearse
"%JAVA_EXE%" %ASSAY_ARCHIVED% -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 %ASSAY_JAVA_OPTS% %ASSAY_NATIVE% -cp "%ASSAY_APP%\*" dev.assay.cli.Main %*
set "ASSAY_EXIT=%ERRORLEVEL%"
if defined ASSAY_CODE_PAGE chcp %ASSAY_CODE_PAGE% >nul 2>nul
exit /b %ASSAY_EXIT%

rem ---- Subroutines ---------------------------------------------------------------------------------------------------

rem :try_java "path of java.exe" - sets JAVA_EXE and JAVA_MAJOR if that is Java 17 or later.
:try_java
if not exist "%~1" exit /b 0
set "JAVA_FOUND="
if exist "%~dp1..\release" for /f "usebackq tokens=1,2 delims==" %%A in ("%~dp1..\release") do if "%%A"=="JAVA_VERSION" set "JAVA_FOUND=%%~B"
if not defined JAVA_FOUND for /f "tokens=2,3" %%A in ('call "%~1" -version 2^>^&1') do if "%%A"=="version" set "JAVA_FOUND=%%~B"
if not defined JAVA_FOUND exit /b 0
set "JAVA_MAJOR=0"
for /f "tokens=1 delims=.-+_" %%M in ("%JAVA_FOUND%") do set /a "JAVA_MAJOR=%%M" 2>nul
if %JAVA_MAJOR% GEQ 17 set "JAVA_EXE=%~1"
exit /b 0

rem :rehearse - has Java keep the classes that the kernel of a notebook run takes, as an archive for the next runs: once for
rem each Java, by its version and the content of its release file. Java starts without where it does not fit, or is not there:
rem nothing here may fail. The folder is that of whoever makes it; without the mark that it is done it is made anew, but not
rem before it is ten minutes old: a batch file does not know its process id.
:rehearse
set "ASSAY_RELEASE="
for %%J in ("%JAVA_EXE%") do for /f "skip=1 delims=" %%H in ('certutil -hashfile "%%~dpJ..\release" MD5 2^>nul') do if not defined ASSAY_RELEASE set "ASSAY_RELEASE=%%H"
if defined ASSAY_RELEASE set "ASSAY_RELEASE=%ASSAY_RELEASE: =%"
if not defined ASSAY_RELEASE set "ASSAY_RELEASE=none"
set "ASSAY_ARCHIVES=%ASSAY_APP%\java-%JAVA_FOUND%-%ASSAY_RELEASE:~0,8%"
set ASSAY_ARCHIVED="-Dassay.archives=%ASSAY_ARCHIVES%"
if exist "%ASSAY_ARCHIVES%\done" exit /b 0
mkdir "%ASSAY_ARCHIVES%" 2>nul && goto rehearse_now
powershell -NoProfile -NonInteractive -Command "if ((Get-Item -LiteralPath $env:ASSAY_ARCHIVES -ErrorAction SilentlyContinue).CreationTimeUtc -lt [DateTime]::UtcNow.AddMinutes(-10)) { exit 0 } else { exit 1 }"
if errorlevel 1 exit /b 0
rmdir /s /q "%ASSAY_ARCHIVES%" 2>nul
mkdir "%ASSAY_ARCHIVES%" 2>nul || exit /b 0

:rehearse_now
>&2 echo assay: first notebook on Java %JAVA_FOUND%, this takes a few seconds once ...
"%JAVA_EXE%" %ASSAY_ARCHIVED% %ASSAY_NATIVE% -cp "%ASSAY_APP%\*" dev.assay.cli.Main kernel rehearse >nul 2>nul <nul
type nul >"%ASSAY_ARCHIVES%\done"
exit /b 0

rem :is_built - errorlevel 0 if the jars of these sources are there.
:is_built
if exist "%ASSAY_APP%\" exit /b 0
exit /b 1
